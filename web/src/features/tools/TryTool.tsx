import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listActiveTeamRuns, listAgents } from "@/api/agents";
import { meQuery } from "@/api/me";
import { invokeTool, listInvocations, type Tool } from "@/api/tools";
import { Button } from "@/kit/Button";
import { Dialog } from "@/kit/Dialog";
import { Select } from "@/kit/Input";
import { textLink } from "@/kit/links";
import { Problem } from "@/kit/Problem";
import { SchemaForm } from "@/kit/SchemaForm";
import { Status } from "@/kit/Status";
import { asText } from "@/model/json";
import { misfits } from "@/model/schemaForm";

/** Asks for one call of a tool, within a run that is going on, under the same rules as any agent's call. */
export function TryTool({ tool, onClose }: { tool: Tool; onClose(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const me = useQuery(meQuery);
  const [run, setRun] = useState("");
  const [values, setValues] = useState<Record<string, unknown>>({});
  const [asked, setAsked] = useState<string | null>(null);
  const runs = useQuery({
    queryKey: ["active-team-runs", me.data?.id],
    queryFn: async () => {
      const agents = await listAgents(me.data?.id ?? "");
      return (await Promise.all(agents.map((one) => listActiveTeamRuns(one.ai_lenser_id)))).flat();
    },
    enabled: me.data !== undefined,
  });
  const chosen = (runs.data ?? []).find((one) => one.id === run) ?? runs.data?.[0];
  const call = useMutation({
    mutationFn: () => invokeTool(chosen?.id ?? "", tool.id, chosen?.ai_lenser_id ?? "", values),
    onSuccess: async (id) => {
      setAsked(id);
      await queries.invalidateQueries({ queryKey: ["invocations"] });
    },
  });
  const result = useQuery({
    queryKey: ["invocations", tool.id, asked],
    queryFn: async () => (await listInvocations(tool.id)).find((one) => one.id === asked) ?? null,
    enabled: asked !== null,
    refetchInterval: 1500,
  });
  const wrong = misfits(tool.schema_input, values).length > 0;
  return (
    <Dialog
      title={t("tools.tryOne", { name: tool.name })}
      onClose={onClose}
      footer={
        <Button tone="accent" disabled={!chosen || wrong || call.isPending} onClick={() => call.mutate()}>
          {t("tools.call")}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        {runs.data?.length === 0 && (
          <p className="text-sm">
            {t("tools.needsRun")}{" "}
            <Link to="/agents" className={textLink}>
              {t("approvals.toAgents")}
            </Link>
          </p>
        )}
        {chosen && (
          <Select
            label={t("tools.inRun")}
            value={chosen.id}
            onChange={(event) => setRun(event.target.value)}
            options={(runs.data ?? []).map((one) => ({
              value: one.id,
              label: `${one.workflow_title ?? "–"} · ${new Date(one.created_at).toLocaleString()}`,
            }))}
          />
        )}
        <SchemaForm schema={tool.schema_input} values={values} onChange={setValues} />
        {Object.keys(tool.schema_input.properties ?? {}).length === 0 && (
          <p className="text-sm text-soft">{t("tools.noInput")}</p>
        )}
        {call.isError && <Problem error={call.error} />}
        {result.data && (
          <div className="flex flex-col gap-2 rounded-md border border-line p-3 text-sm" data-invocation>
            <Status value={result.data.approval_status === "pending" ? "blocked" : result.data.status} />
            {result.data.approval_status === "pending" && (
              <Link to="/approvals/$requestId" params={{ requestId: result.data.id }} className={textLink}>
                {t("agent.decide")}
              </Link>
            )}
            {result.data.output !== null && (
              <pre className="max-h-60 overflow-auto rounded-md bg-sunken p-2 font-mono text-xs break-words whitespace-pre-wrap">
                {asText(result.data.output)}
              </pre>
            )}
            {result.data.error && <p className="text-bad">{result.data.error}</p>}
          </div>
        )}
      </div>
    </Dialog>
  );
}

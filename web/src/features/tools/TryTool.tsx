import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { listAgents } from "@/api/agents";
import { meQuery } from "@/api/me";
import { listActiveTeamRuns } from "@/api/teamRuns";
import { type Invocation, invokeTool, listInvocations, runInvocation, type Tool } from "@/api/tools";
import { Button } from "@/kit/Button";
import { Dialog } from "@/kit/Dialog";
import { Select } from "@/kit/Input";
import { textLink } from "@/kit/links";
import { Problem } from "@/kit/Problem";
import { SchemaForm } from "@/kit/SchemaForm";
import { Status } from "@/kit/Status";
import { asText } from "@/model/json";
import { misfits } from "@/model/schemaForm";
import { durationText, elapsedMillis } from "@/model/time";

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
  const refresh = () => queries.invalidateQueries({ queryKey: ["invocations"] });
  const carryOut = useMutation({ mutationFn: runInvocation, onSettled: refresh });
  const call = useMutation({
    mutationFn: async () => {
      const id = await invokeTool(chosen?.id ?? "", tool.id, chosen?.ai_lenser_id ?? "", values);
      const row = (await listInvocations(tool.id)).find((one) => one.id === id);
      return { id, waits: row?.approval_status === "pending" };
    },
    onSuccess: async ({ id, waits }) => {
      setAsked(id);
      if (!waits) await carryOut.mutateAsync(id).catch(() => undefined);
      await refresh();
    },
  });
  const result = useQuery({
    queryKey: ["invocations", tool.id, asked],
    queryFn: async () => (await listInvocations(tool.id)).find((one) => one.id === asked) ?? null,
    enabled: asked !== null,
    refetchInterval: 1500,
  });
  const row = result.data;
  // Somebody approved it meanwhile: the dialog that waited for that carries it out, once.
  const approved = row?.status === "approved" && carryOut.isIdle ? row.id : null;
  const { mutate } = carryOut;
  useEffect(() => {
    if (approved) mutate(approved);
  }, [approved, mutate]);
  const wrong = misfits(tool.schema_input, values).length > 0;
  return (
    <Dialog
      title={t("tools.tryOne", { name: tool.name })}
      onClose={onClose}
      footer={
        <Button
          tone="accent"
          disabled={!chosen || wrong || call.isPending || carryOut.isPending}
          onClick={() => call.mutate()}
        >
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
        {carryOut.isError && <Problem error={carryOut.error} />}
        {row && <Result call={row} />}
      </div>
    </Dialog>
  );
}

function Result({ call }: { call: Invocation }) {
  const { t } = useTranslation();
  const took = call.completed_at ? elapsedMillis(call.started_at, call.completed_at, 0) : null;
  return (
    <div className="flex flex-col gap-2 rounded-md border border-line p-3 text-sm" data-invocation>
      <p className="flex items-center gap-2">
        <Status value={call.approval_status === "pending" ? "blocked" : call.status} />
        {took !== null && <span className="text-soft">{durationText(took)}</span>}
      </p>
      {call.approval_status === "pending" && (
        <Link to="/approvals/$requestId" params={{ requestId: call.id }} className={textLink}>
          {t("agent.decide")}
        </Link>
      )}
      {call.output !== null && (
        <pre className="max-h-60 overflow-auto rounded-md bg-sunken p-2 font-mono text-xs break-words whitespace-pre-wrap">
          {asText(call.output)}
        </pre>
      )}
      {call.error && <p className="text-bad">{call.error}</p>}
    </div>
  );
}

import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listAgents } from "@/api/agents";
import { meQuery } from "@/api/me";
import { toolRollup } from "@/api/tools";
import { Select } from "@/kit/Input";
import { textLink } from "@/kit/links";
import { Problem } from "@/kit/Problem";
import { Table } from "@/kit/Table";
import { When } from "@/kit/When";

/** How often an agent's workflows called which tool, and how often a person said no. */
export function Rollup() {
  const { t } = useTranslation();
  const [agent, setAgent] = useState("");
  const [days, setDays] = useState(30);
  const me = useQuery(meQuery);
  const agents = useQuery({
    queryKey: ["agents", me.data?.id],
    queryFn: () => listAgents(me.data?.id ?? ""),
    enabled: me.data !== undefined,
  });
  const chosen = agent || (agents.data?.[0]?.ai_lenser_id ?? "");
  const rows = useQuery({
    queryKey: ["tool-rollup", chosen, days],
    queryFn: () => toolRollup(chosen, days),
    enabled: chosen !== "",
  });
  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-3 sm:max-w-xl sm:grid-cols-2">
        <Select
          label={t("app.agent")}
          value={chosen}
          onChange={(event) => setAgent(event.target.value)}
          options={(agents.data ?? []).map((one) => ({
            value: one.ai_lenser_id,
            label: one.display_name,
          }))}
        />
        <Select
          label={t("cost.over")}
          value={String(days)}
          onChange={(event) => setDays(Number(event.target.value))}
          options={[7, 30, 90].map((count) => ({ value: String(count), label: t("cost.days", { count }) }))}
        />
      </div>
      {rows.isError && <Problem error={rows.error} onRetry={() => rows.refetch()} />}
      {rows.data?.length === 0 && <p className="text-sm text-soft">{t("tools.noCalls")}</p>}
      {rows.data && rows.data.length > 0 && (
        <Table
          label={t("tools.use")}
          rows={rows.data}
          keyOf={(row) => `${row.workflow_id} ${row.tool_name}`}
          columns={[
            { key: "tool", head: t("tool.name"), cell: (row) => row.tool_name },
            {
              key: "workflow",
              head: t("runs.workflow"),
              cell: (row) =>
                row.workflow_id ? (
                  <Link
                    to="/workflows/$workflowId"
                    params={{ workflowId: row.workflow_id }}
                    className={textLink}
                  >
                    {row.workflow_title}
                  </Link>
                ) : (
                  "–"
                ),
            },
            { key: "calls", head: t("tools.calls"), figure: true, cell: (row) => row.total_invocations },
            {
              key: "yes",
              head: t("approval.state.approved"),
              figure: true,
              from: "sm",
              cell: (row) => row.approved_count,
            },
            {
              key: "no",
              head: t("approval.state.rejected"),
              figure: true,
              from: "sm",
              cell: (row) => row.rejected_count,
            },
            {
              key: "last",
              head: t("tools.lastCall"),
              from: "md",
              cell: (row) => <When at={row.last_invoked_at} />,
            },
          ]}
        />
      )}
    </div>
  );
}

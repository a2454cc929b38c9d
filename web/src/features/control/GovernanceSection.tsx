import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listActionLogs, updatePolicy, updateSettings } from "@/api/agents";
import { EditForm } from "@/kit/EditForm";
import { Panel } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { Table } from "@/kit/Table";
import { When } from "@/kit/When";
import { oneLine } from "@/model/json";
import type { SectionProps } from "./AgentPage";
import { EffectivePolicy } from "./EffectivePolicy";
import { People } from "./People";
import { policySchema, settingsSchema } from "./schemas";

export function GovernanceSection({ agent, workspace, settings }: SectionProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const id = agent.ai_lenser_id;
  const logs = useQuery({ queryKey: ["action-logs", id], queryFn: () => listActionLogs(id) });
  const again = async () => {
    await queries.invalidateQueries({ queryKey: ["agent"] });
    await queries.invalidateQueries({ queryKey: ["agent-settings"] });
    await queries.invalidateQueries({ queryKey: ["effective-policy"] });
  };
  return (
    <div className="flex flex-col gap-4">
      <EffectivePolicy agentId={id} teams={workspace.teams} />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <Panel title={t("governance.policy")}>
          <EditForm
            keptAs={`policy:${id}`}
            schema={policySchema}
            values={(agent.policy ?? {}) as Record<string, unknown>}
            save={(patch) => updatePolicy(id, patch)}
            onSaved={again}
          />
        </Panel>
        <Panel title={t("governance.settings")}>
          <EditForm
            keptAs={`settings:${id}`}
            schema={settingsSchema}
            values={settings as unknown as Record<string, unknown>}
            save={(patch) => updateSettings(id, patch)}
            onSaved={again}
          />
        </Panel>
      </div>
      <People agentId={id} />
      <Panel title={t("governance.log")}>
        {logs.isError && <Problem error={logs.error} onRetry={() => logs.refetch()} />}
        <Table
          label={t("governance.log")}
          rows={logs.data ?? []}
          keyOf={(one) => one.id}
          columns={[
            { key: "at", head: t("audit.at"), cell: (one) => <When at={one.occurred_at} /> },
            {
              key: "what",
              head: t("audit.action"),
              cell: (one) => t(`action.${one.action_type}`, one.action_type.replaceAll(/[._]/g, " ")),
            },
            {
              key: "result",
              head: t("audit.result"),
              cell: (one) => t(`actionResult.${one.result}`, one.result),
            },
            {
              key: "details",
              head: t("audit.details"),
              from: "md",
              cell: (one) => (
                <span className="line-clamp-2 font-mono text-xs break-all text-soft">
                  {Object.keys(one.metadata).length > 0 ? oneLine(one.metadata) : ""}
                </span>
              ),
            },
          ]}
        />
      </Panel>
    </div>
  );
}

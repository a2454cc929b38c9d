import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { updateSettings } from "@/api/agents";
import { listModels } from "@/api/lenses";
import { meQuery } from "@/api/me";
import { assignTool, listAgentTools, listToolsRegistry, revokeTool } from "@/api/tools";
import { Button } from "@/kit/Button";
import { Egress } from "@/kit/Egress";
import { Select } from "@/kit/Input";
import { textLink } from "@/kit/links";
import { Badge, Panel } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { Table } from "@/kit/Table";
import type { SectionProps } from "./AgentPage";
import { ProfilesPanel } from "./ProfilesPanel";

export function ToolsSection({ agent, workspace, settings }: SectionProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const id = agent.ai_lenser_id;
  const me = useQuery(meQuery);
  const tools = useQuery({ queryKey: ["agent-tools", id], queryFn: () => listAgentTools(id) });
  const registry = useQuery({
    queryKey: ["tools", me.data?.id],
    queryFn: () => listToolsRegistry(me.data?.id ?? ""),
    enabled: me.data !== undefined,
  });
  const models = useQuery({ queryKey: ["models"], queryFn: listModels, staleTime: 60_000 });
  const change = useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ["agent-tools"] }),
        queries.invalidateQueries({ queryKey: ["agent-settings"] }),
        queries.invalidateQueries({ queryKey: ["effective-policy"] }),
      ]),
  });
  const given = new Set((tools.data ?? []).map((tool) => tool.tool_id));
  const free = (registry.data ?? []).filter((tool) => !given.has(tool.id));
  return (
    <div className="flex flex-col gap-4">
      {change.isError && <Problem error={change.error} />}
      <Panel
        title={t("agent.tools")}
        aside={
          free.length > 0 && (
            <Select
              label={t("agent.giveTool")}
              quiet
              value=""
              onChange={(event) =>
                event.target.value && change.mutate(() => assignTool(id, event.target.value))
              }
              options={[
                { value: "", label: t("agent.giveTool") },
                ...free.map((tool) => ({ value: tool.id, label: tool.name })),
              ]}
            />
          )
        }
      >
        {tools.isError && <Problem error={tools.error} onRetry={() => tools.refetch()} />}
        {tools.data?.length === 0 && (
          <p className="text-sm text-soft">
            {t("agent.noTools")}{" "}
            <Link to="/tools" className={textLink}>
              {t("app.tools")}
            </Link>
          </p>
        )}
        {tools.data && tools.data.length > 0 && (
          <Table
            label={t("agent.tools")}
            rows={tools.data}
            keyOf={(tool) => tool.tool_id}
            columns={[
              { key: "name", head: t("tool.name"), cell: (tool) => tool.name },
              {
                key: "egress",
                head: t("tool.egress"),
                from: "sm",
                cell: (tool) => <Egress value={tool.egress_class} />,
              },
              {
                key: "verdict",
                head: t("tool.verdict"),
                cell: (tool) => (
                  <span className="flex flex-col gap-0.5">
                    <span>
                      <Badge tone={tool.allowed ? (tool.approval_required ? "warn" : "good") : "bad"}>
                        {t(
                          tool.allowed
                            ? tool.approval_required
                              ? "tool.afterApproval"
                              : "tool.allowed"
                            : "tool.refused",
                        )}
                      </Badge>
                    </span>
                    <span className="text-xs text-soft">{t(`verdict.${tool.reason}`, tool.reason)}</span>
                  </span>
                ),
              },
              {
                key: "end",
                head: "",
                figure: true,
                cell: (tool) => (
                  <Button
                    disabled={change.isPending}
                    onClick={() => change.mutate(() => revokeTool(id, tool.tool_id))}
                  >
                    {t("agent.takeTool")}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Panel>
      <Panel title={t("agent.model")}>
        <Select
          label={t("field.default_model_id")}
          value={settings.default_model_id ?? ""}
          onChange={(event) =>
            change.mutate(() => updateSettings(id, { default_model_id: event.target.value || null }))
          }
          options={[
            { value: "", label: t("try.defaultModel") },
            ...(models.data ?? []).map((one) => ({
              value: one.id,
              label: `${one.provider_name} · ${one.name}`,
            })),
          ]}
        />
      </Panel>
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <ProfilesPanel kind="tools" agentId={id} profiles={workspace.profiles.tools} />
        <ProfilesPanel kind="models" agentId={id} profiles={workspace.profiles.models} />
      </div>
    </div>
  );
}

import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type Agent, type AgentSettings, getSettings, getWorkspace, type Workspace } from "@/api/agents";
import { PageHead } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { AgentState } from "./AgentState";
import { BehaviourSection } from "./BehaviourSection";
import { GovernanceSection } from "./GovernanceSection";
import { MemorySection } from "./MemorySection";
import { OverviewSection } from "./OverviewSection";
import { ToolsSection } from "./ToolsSection";
import { WorkSection } from "./WorkSection";

export const sections = ["overview", "work", "behaviour", "tools", "memory", "governance"] as const;
export type Section = (typeof sections)[number];

/** What every section of an agent's page works on. */
export interface SectionProps {
  agent: Agent;
  workspace: Workspace;
  settings: AgentSettings;
}

const views: Readonly<Record<Section, (props: SectionProps) => React.ReactNode>> = {
  overview: OverviewSection,
  work: WorkSection,
  behaviour: BehaviourSection,
  tools: ToolsSection,
  memory: MemorySection,
  governance: GovernanceSection,
};

/** An agent as those see it who look after it. */
export function AgentPage({ agent, section }: { agent: Agent; section: Section }) {
  const { t } = useTranslation();
  const workspace = useQuery({
    queryKey: ["workspace", agent.handle],
    queryFn: () => getWorkspace(agent.handle),
    refetchInterval: 5000,
  });
  const settings = useQuery({
    queryKey: ["agent-settings", agent.ai_lenser_id],
    queryFn: () => getSettings(agent.ai_lenser_id),
    refetchInterval: 10_000,
  });
  const View = views[section];
  return (
    <div data-mode="agent-owner">
      <PageHead
        title={agent.display_name}
        above={
          <Link to="/agents" className="text-sm text-accent hover:underline">
            ← {t("app.agents")}
          </Link>
        }
      >
        <span className="text-sm text-soft">@{agent.handle}</span>
        <AgentState
          agent={agent}
          paused={settings.data?.runner_paused ?? false}
          killed={settings.data?.global_kill_switch ?? false}
        />
      </PageHead>
      <nav aria-label={t("agent.sections")} className="mb-4 flex gap-1 overflow-x-auto border-b border-line">
        {sections.map((one) => (
          <Link
            key={one}
            to="/lenser/$handle/ag/$section"
            params={{ handle: agent.handle, section: one }}
            aria-current={one === section ? "page" : undefined}
            className={`-mb-px border-b-2 px-3 py-2 text-sm font-medium whitespace-nowrap ${
              one === section ? "border-accent text-ink" : "border-transparent text-soft hover:text-ink"
            }`}
          >
            {t(`agent.section.${one}`)}
          </Link>
        ))}
      </nav>
      {workspace.isError && <Problem error={workspace.error} onRetry={() => workspace.refetch()} />}
      {settings.isError && <Problem error={settings.error} onRetry={() => settings.refetch()} />}
      {workspace.data && settings.data && (
        <View agent={agent} workspace={workspace.data} settings={settings.data} />
      )}
    </div>
  );
}

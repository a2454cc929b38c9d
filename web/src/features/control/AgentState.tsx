import { useTranslation } from "react-i18next";
import type { Agent } from "@/api/agents";
import { Badge } from "@/kit/Page";

/** Whether an agent may work, in one word. */
export function AgentState({
  agent,
  paused = false,
  killed = false,
}: {
  agent: Agent;
  paused?: boolean;
  killed?: boolean;
}) {
  const { t } = useTranslation();
  const state = agent.archived_at
    ? "archived"
    : killed
      ? "killed"
      : agent.suspended_at || !agent.is_active
        ? "suspended"
        : paused
          ? "paused"
          : "active";
  const tone = {
    active: "good",
    paused: "warn",
    suspended: "warn",
    killed: "bad",
    archived: "plain",
  } as const;
  return (
    <span data-agent-state={state}>
      <Badge tone={tone[state]}>{t(`agent.state.${state}`)}</Badge>
    </span>
  );
}

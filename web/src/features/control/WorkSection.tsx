import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/kit/Button";
import { useCommands } from "@/kit/commands";
import { Panel } from "@/kit/Page";
import type { SectionProps } from "./AgentPage";
import { Assignments } from "./Assignments";
import { StartRun } from "./StartRun";
import { TeamRuns } from "./TeamRuns";
import { Teams } from "./Teams";

export function WorkSection({ agent, workspace }: SectionProps) {
  const { t } = useTranslation();
  const [starting, setStarting] = useState(false);
  useCommands([{ id: "start", label: t("agent.start"), shortcut: "n", run: () => setStarting(true) }]);
  return (
    <div className="flex flex-col gap-4">
      <Teams agent={agent} teams={workspace.teams} />
      <Assignments agent={agent} teams={workspace.teams} assignments={workspace.workflow_assignments} />
      <Panel
        title={t("agent.runs")}
        aside={
          <Button tone="accent" onClick={() => setStarting(true)}>
            {t("agent.start")}
          </Button>
        }
      >
        <TeamRuns runs={workspace.runs} />
      </Panel>
      {starting && (
        <StartRun
          agent={agent}
          assignments={workspace.workflow_assignments}
          onClose={() => setStarting(false)}
        />
      )}
    </div>
  );
}

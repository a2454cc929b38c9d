import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { pauseAgent, resumeAgent, setKillSwitch } from "@/api/agents";
import { agentCost } from "@/api/feed";
import { DayBars } from "@/kit/Bars";
import { Button } from "@/kit/Button";
import { Confirm } from "@/kit/Confirm";
import { Figures } from "@/kit/Figures";
import { accentLink } from "@/kit/links";
import { Panel } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { toast } from "@/kit/toast";
import type { SectionProps } from "./AgentPage";
import { TeamRuns } from "./TeamRuns";

export function OverviewSection({ agent, workspace, settings }: SectionProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const cost = useQuery({
    queryKey: ["agent-cost", agent.ai_lenser_id],
    queryFn: () => agentCost(agent.ai_lenser_id),
  });
  const days = [...(cost.data ?? [])].reverse();
  const spent = days.reduce((sum, day) => sum + day.credits_spent, 0);
  const limit = agent.policy?.spending_limit_credits ?? null;
  const change = useMutation({
    mutationFn: (act: () => Promise<void>) => act(),
    onSuccess: async () => {
      setAsking(false);
      toast(t("edit.saved"));
      await queries.invalidateQueries({ queryKey: ["agent-settings"] });
      await queries.invalidateQueries({ queryKey: ["agent"] });
    },
  });
  const killed = settings.global_kill_switch;
  return (
    <div className="flex flex-col gap-4">
      {workspace.pending_approvals > 0 && (
        <div className="flex flex-wrap items-center gap-3 rounded-xl border border-warn bg-panel p-4">
          <p className="grow font-medium">{t("agent.waits", { count: workspace.pending_approvals })}</p>
          <Link to="/approvals" className={accentLink}>
            {t("agent.decide")}
          </Link>
        </div>
      )}
      <Figures
        items={[
          { label: t("fleet.approvals"), value: workspace.pending_approvals },
          { label: t("agent.teams"), value: workspace.teams.length },
          { label: t("agent.assignments"), value: workspace.workflow_assignments.length },
          { label: t("app.schedules"), value: workspace.schedules.length },
          {
            label: limit === null ? t("fleet.credits") : t("agent.ofLimit", { limit }),
            value: spent,
          },
        ]}
      />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Panel title={t("agent.control")}>
          <div className="flex flex-col gap-3 text-sm">
            <div className="flex flex-wrap items-center gap-3">
              <p className="grow basis-56">
                {settings.runner_paused ? t("agent.pausedText") : t("agent.pauseText")}
              </p>
              <Button
                disabled={change.isPending}
                onClick={() =>
                  change.mutate(() =>
                    settings.runner_paused ? resumeAgent(agent.ai_lenser_id) : pauseAgent(agent.ai_lenser_id),
                  )
                }
              >
                {settings.runner_paused ? t("agent.resume") : t("agent.pause")}
              </Button>
            </div>
            <div className="flex flex-wrap items-center gap-3 border-t border-line pt-3">
              <p className="grow basis-56">{killed ? t("agent.killedText") : t("agent.killText")}</p>
              {killed ? (
                <Button
                  disabled={change.isPending}
                  onClick={() => change.mutate(() => setKillSwitch(agent.ai_lenser_id, false))}
                >
                  {t("agent.killOff")}
                </Button>
              ) : (
                <Button tone="danger" onClick={() => setAsking(true)}>
                  {t("agent.kill")}
                </Button>
              )}
            </div>
            {change.isError && !asking && <Problem error={change.error} />}
          </div>
        </Panel>
        <Panel title={t("agent.cost30")}>
          {cost.isError && <Problem error={cost.error} />}
          <DayBars
            label={t("agent.creditsPerDay")}
            days={days.map((day) => ({
              day: day.period_date,
              value: day.credits_spent,
              shown: t("try.credits", { credits: day.credits_spent }),
            }))}
          />
        </Panel>
      </div>
      <Panel title={t("agent.runs")}>
        <TeamRuns runs={workspace.runs.slice(0, 8)} />
      </Panel>
      {asking && (
        <Confirm
          title={t("agent.kill")}
          action={t("agent.killNow")}
          danger
          busy={change.isPending}
          error={change.error}
          onConfirm={() => change.mutate(() => setKillSwitch(agent.ai_lenser_id, true))}
          onClose={() => setAsking(false)}
        >
          <p>{t("agent.killConfirm", { name: agent.display_name })}</p>
        </Confirm>
      )}
    </div>
  );
}

import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { TeamRun } from "@/api/teamRuns";
import { textLink } from "@/kit/links";
import { Status } from "@/kit/Status";
import { Table } from "@/kit/Table";
import { useNow } from "@/kit/useNow";
import { When } from "@/kit/When";
import { durationText, elapsedMillis } from "@/model/time";

/** An agent's runs, each with the way to its board. */
export function TeamRuns({ runs }: { runs: readonly TeamRun[] }) {
  const { t } = useTranslation();
  const now = useNow(runs.some((run) => run.started_at !== null && run.completed_at === null));
  if (runs.length === 0) return <p className="text-sm text-soft">{t("agent.noRuns")}</p>;
  return (
    <Table
      label={t("agent.runs")}
      rows={runs}
      keyOf={(run) => run.id}
      columns={[
        {
          key: "what",
          head: t("runs.workflow"),
          cell: (run) => (
            <Link to="/team-runs/$teamRunId" params={{ teamRunId: run.id }} className={textLink}>
              {run.workflow_title ?? String(run.metadata.workflow_title ?? "–")}
            </Link>
          ),
        },
        {
          key: "status",
          head: t("runs.status"),
          cell: (run) =>
            run.approval_status === "pending" ? (
              <Link to="/approvals/$requestId" params={{ requestId: run.id }}>
                <Status value="blocked" />
              </Link>
            ) : (
              <Status value={run.status} />
            ),
        },
        { key: "team", head: t("team.one"), from: "md", cell: (run) => run.team_name ?? "–" },
        { key: "at", head: t("runs.created"), from: "sm", cell: (run) => <When at={run.created_at} /> },
        {
          key: "time",
          head: t("runs.duration"),
          figure: true,
          cell: (run) => {
            const elapsed = elapsedMillis(run.started_at, run.completed_at, now);
            return elapsed === null ? "–" : durationText(elapsed);
          },
        },
      ]}
    />
  );
}

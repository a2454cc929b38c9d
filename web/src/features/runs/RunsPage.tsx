import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { listRuns, type RunRow } from "@/api/runs";
import { Problem } from "@/kit/Problem";
import { Status } from "@/kit/Status";
import { useNow } from "@/kit/useNow";
import { durationText, elapsedMillis } from "@/model/time";

const ended = new Set(["completed", "failed", "cancelled", "timed_out"]);

export function RunsPage() {
  const { t } = useTranslation();
  const runs = useQuery({ queryKey: ["runs"], queryFn: listRuns, refetchInterval: 2000 });
  const moving = runs.data?.some((run) => !ended.has(run.status)) ?? false;
  const now = useNow(moving);

  if (runs.isError) return <Problem error={runs.error} onRetry={() => runs.refetch()} />;
  return (
    <>
      <h1 className="mb-4 text-xl font-semibold">{t("app.runs")}</h1>
      {runs.data?.length === 0 && (
        <div className="rounded-xl border border-line bg-panel p-8 text-center">
          <p className="text-soft">{t("runs.empty")}</p>
          <code className="mt-3 inline-block rounded-md bg-sunken px-3 py-2 font-mono text-sm">
            ./clens demo
          </code>
        </div>
      )}
      {runs.data && runs.data.length > 0 && (
        <div className="overflow-x-auto rounded-xl border border-line bg-panel">
          <table className="w-full text-left text-sm">
            <thead className="border-b border-line text-soft">
              <tr>
                <th className="px-4 py-2.5 font-medium">{t("runs.workflow")}</th>
                <th className="px-4 py-2.5 font-medium">{t("runs.status")}</th>
                <th className="hidden px-4 py-2.5 font-medium sm:table-cell">{t("runs.trigger")}</th>
                <th className="hidden px-4 py-2.5 font-medium sm:table-cell">{t("runs.created")}</th>
                <th className="px-4 py-2.5 text-right font-medium">{t("runs.duration")}</th>
                <th className="hidden px-4 py-2.5 text-right font-medium sm:table-cell">
                  {t("runs.credits")}
                </th>
              </tr>
            </thead>
            <tbody>
              {runs.data.map((run) => (
                <Row key={run.id} run={run} now={now} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function Row({ run, now }: { run: RunRow; now: number }) {
  const elapsed = elapsedMillis(run.started_at, run.completed_at, now);
  return (
    <tr className="border-b border-line last:border-0 hover:bg-sunken">
      <td className="px-4 py-2.5">
        <Link
          to="/runs/$runId"
          params={{ runId: run.id }}
          className="font-medium text-accent hover:underline"
        >
          {run.workflow_title}
        </Link>
      </td>
      <td className="px-4 py-2.5">
        <Status value={run.status} />
      </td>
      <td className="hidden px-4 py-2.5 text-soft sm:table-cell">{run.trigger_mode}</td>
      <td className="hidden px-4 py-2.5 text-soft sm:table-cell">
        <time dateTime={run.created_at}>{new Date(run.created_at).toLocaleString()}</time>
      </td>
      <td className="px-4 py-2.5 text-right tabular-nums">
        {elapsed === null ? "–" : durationText(elapsed)}
      </td>
      <td className="hidden px-4 py-2.5 text-right tabular-nums sm:table-cell">{run.spent_credits}</td>
    </tr>
  );
}

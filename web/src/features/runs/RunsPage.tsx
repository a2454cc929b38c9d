import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listRuns, type RunRow } from "@/api/runs";
import { Empty, PageHead } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { Status } from "@/kit/Status";
import { useNow } from "@/kit/useNow";
import { durationText, elapsedMillis } from "@/model/time";

const ended = new Set(["completed", "failed", "cancelled", "timed_out"]);

export function RunsPage() {
  const { t } = useTranslation();
  const filter = useSearch({ from: "/signed-in/runs" });
  const filtered = Object.keys(filter).length > 0;
  const runs = useQuery({
    queryKey: ["runs", filter],
    queryFn: () => listRuns(filter),
    refetchInterval: filtered ? false : 2000,
  });
  const moving = runs.data?.some((run) => !ended.has(run.status)) ?? false;
  const now = useNow(moving);

  const [picked, setPicked] = useState<readonly string[]>([]);
  const pick = (id: string) =>
    setPicked(picked.includes(id) ? picked.filter((one) => one !== id) : [...picked.slice(-1), id]);
  const [newer, older] = (runs.data ?? []).filter((run) => picked.includes(run.id));

  if (runs.isError) return <Problem error={runs.error} onRetry={() => runs.refetch()} />;
  return (
    <>
      <PageHead title={t("app.runs")}>
        {newer && older && (
          <Link
            to="/compare"
            search={{ a: older.id, b: newer.id }}
            className="inline-flex min-h-9 items-center rounded-md bg-accent px-3.5 text-sm font-medium text-on-accent"
          >
            {t("compare.these")}
          </Link>
        )}
      </PageHead>
      {filtered && (
        <p className="mb-3 flex flex-wrap items-center gap-2 text-sm text-soft">
          {t("runs.filtered")}
          <Link to="/runs" className="font-medium text-accent hover:underline">
            {t("runs.showAll")}
          </Link>
        </p>
      )}
      {runs.data?.length === 0 && (
        <Empty text={t("runs.emptyNow")}>
          <Link
            to="/workflows"
            className="inline-flex min-h-9 items-center rounded-md bg-accent px-3.5 text-sm font-medium text-on-accent"
          >
            {t("runs.toWorkflows")}
          </Link>
        </Empty>
      )}
      {runs.data && runs.data.length > 0 && (
        <div className="overflow-x-auto rounded-xl border border-line bg-panel">
          <table className="w-full text-left text-sm">
            <thead className="border-b border-line text-soft">
              <tr>
                <th className="hidden w-8 py-2.5 pl-4 sm:table-cell">
                  <span className="sr-only">{t("compare.pick")}</span>
                </th>
                <th className="px-2 py-2.5 sm:px-4 font-medium">{t("runs.workflow")}</th>
                <th className="px-2 py-2.5 sm:px-4 font-medium">{t("runs.status")}</th>
                <th className="hidden px-2 py-2.5 sm:px-4 font-medium sm:table-cell">{t("runs.trigger")}</th>
                <th className="hidden px-2 py-2.5 sm:px-4 font-medium sm:table-cell">{t("runs.created")}</th>
                <th className="px-2 py-2.5 sm:px-4 text-right font-medium">{t("runs.duration")}</th>
                <th className="hidden px-2 py-2.5 sm:px-4 text-right font-medium sm:table-cell">
                  {t("runs.credits")}
                </th>
              </tr>
            </thead>
            <tbody>
              {runs.data.map((run) => (
                <Row
                  key={run.id}
                  run={run}
                  now={now}
                  picked={picked.includes(run.id)}
                  onPick={() => pick(run.id)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function Row({ run, now, picked, onPick }: { run: RunRow; now: number; picked: boolean; onPick(): void }) {
  const { t } = useTranslation();
  const elapsed = elapsedMillis(run.started_at, run.completed_at, now);
  return (
    <tr className="border-b border-line last:border-0 hover:bg-sunken">
      <td className="hidden py-2.5 pl-4 sm:table-cell">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          aria-label={t("compare.pickOne", { title: run.workflow_title })}
          checked={picked}
          onChange={onPick}
        />
      </td>
      <td className="px-2 py-2.5 sm:px-4">
        <Link
          to="/runs/$runId"
          params={{ runId: run.id }}
          className="font-medium text-accent hover:underline"
        >
          {run.workflow_title}
        </Link>
      </td>
      <td className="px-2 py-2.5 sm:px-4">
        <Status value={run.status} />
      </td>
      <td className="hidden px-2 py-2.5 sm:px-4 text-soft sm:table-cell">
        {t(`trigger.${run.trigger_mode}`, run.trigger_mode)}
      </td>
      <td className="hidden px-2 py-2.5 sm:px-4 text-soft sm:table-cell">
        <time dateTime={run.created_at}>{new Date(run.created_at).toLocaleString()}</time>
      </td>
      <td className="px-2 py-2.5 sm:px-4 text-right tabular-nums">
        {elapsed === null ? "–" : durationText(elapsed)}
      </td>
      <td className="hidden px-2 py-2.5 sm:px-4 text-right tabular-nums sm:table-cell">
        {run.spent_credits}
      </td>
    </tr>
  );
}

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  deleteSchedule,
  pauseSchedule,
  resumeSchedule,
  type Schedule,
  type ScheduledRun,
  scheduleHistory,
  triggerSchedule,
} from "@/api/schedules";
import { Button } from "@/kit/Button";
import { Confirm } from "@/kit/Confirm";
import { textLink } from "@/kit/links";
import { Menu } from "@/kit/Menu";
import { Badge } from "@/kit/Page";
import { Problem } from "@/kit/Problem";
import { StatusIcon } from "@/kit/Status";
import { toast } from "@/kit/toast";
import { useCronText } from "@/kit/useCronText";
import { When } from "@/kit/When";
import { BackfillDialog } from "./BackfillDialog";
import { PauseDialog } from "./PauseDialog";

/** One schedule: when it fires in words, how its last fires went, and what can be done with it. */
export function ScheduleCard({ schedule, onEdit }: { schedule: Schedule; onEdit(): void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const say = useCronText();
  const [asking, setAsking] = useState<"delete" | "backfill" | "pause" | null>(null);
  const again = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ["schedules"] }),
      queries.invalidateQueries({ queryKey: ["schedule-history"] }),
    ]);
  const change = useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSuccess: async () => {
      setAsking(null);
      await again();
    },
  });
  const trigger = useMutation({
    mutationFn: () => triggerSchedule(schedule.id),
    onSuccess: async (runId) => {
      toast(runId ? t("schedule.triggered") : t("schedule.heldBack"), runId ? "plain" : "bad");
      await again();
    },
  });
  return (
    <li
      data-schedule={schedule.id}
      className="flex flex-col gap-3 rounded-xl border border-line bg-panel p-4"
    >
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <div className="min-w-0 grow basis-64">
          <div className="flex flex-wrap items-center gap-2">
            <Link
              to="/workflows/$workflowId"
              params={{ workflowId: schedule.workflow_id }}
              className={`truncate ${textLink}`}
            >
              {schedule.workflow_title ?? t("approval.untitled")}
            </Link>
            <Badge tone={schedule.is_active ? "good" : "warn"}>
              {schedule.is_active ? (
                t("schedule.active")
              ) : schedule.resume_at ? (
                <span>
                  {t("schedule.pausedUntil")} <When at={schedule.resume_at} />
                </span>
              ) : (
                t("schedule.paused")
              )}
            </Badge>
          </div>
          <p className="mt-1 text-sm">{say(schedule.cron_expr)}</p>
          <p className="text-xs text-soft">
            <code className="font-mono">{schedule.cron_expr}</code> · {schedule.timezone}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button disabled={!schedule.is_active || trigger.isPending} onClick={() => trigger.mutate()}>
            {t("schedule.trigger")}
          </Button>
          <Button
            disabled={change.isPending}
            onClick={() =>
              change.mutate(() =>
                schedule.is_active ? pauseSchedule(schedule.id) : resumeSchedule(schedule.id),
              )
            }
          >
            {schedule.is_active ? t("schedule.pause") : t("schedule.resume")}
          </Button>
          <Menu
            label={t("app.more")}
            place="right-0 mt-1"
            items={[
              { label: t("schedule.edit"), run: onEdit },
              { label: t("schedule.pauseUntil"), run: () => setAsking("pause") },
              { label: t("schedule.backfill"), run: () => setAsking("backfill") },
              { label: t("schedule.delete"), danger: true, run: () => setAsking("delete") },
            ]}
          >
            ⋯
          </Menu>
        </div>
      </div>
      <div className="flex flex-wrap gap-x-6 gap-y-1 text-sm text-soft">
        {schedule.is_active && (
          <span>
            {t("schedule.next")}{" "}
            {schedule.next_run_at ? <When at={schedule.next_run_at} /> : t("schedule.soon")}
          </span>
        )}
        {schedule.last_run_at && (
          <span>
            {t("schedule.last")} <When at={schedule.last_run_at} />
          </span>
        )}
        {schedule.last_dispatch_status && (
          <span>{t(`dispatch.${schedule.last_dispatch_status}`, schedule.last_dispatch_status)}</span>
        )}
      </div>
      {schedule.last_error_message && <p className="text-sm text-bad">{schedule.last_error_message}</p>}
      <History scheduleId={schedule.id} />
      {(change.isError || trigger.isError) && <Problem error={change.error ?? trigger.error} />}
      {asking === "delete" && (
        <Confirm
          title={t("schedule.delete")}
          action={t("schedule.delete")}
          danger
          busy={change.isPending}
          error={change.error}
          onConfirm={() => change.mutate(() => deleteSchedule(schedule.id))}
          onClose={() => setAsking(null)}
        >
          <p>{t("schedule.deleteText")}</p>
        </Confirm>
      )}
      {asking === "pause" && <PauseDialog schedule={schedule} onClose={() => setAsking(null)} />}
      {asking === "backfill" && <BackfillDialog schedule={schedule} onClose={() => setAsking(null)} />}
    </li>
  );
}

const shown = 40;

/** The last fires as a strip, oldest first; each says how it went and leads to its run, or tells why there was none. */
function History({ scheduleId }: { scheduleId: string }) {
  const { t, i18n } = useTranslation();
  const [told, setTold] = useState<string | null>(null);
  const history = useQuery({
    queryKey: ["schedule-history", scheduleId],
    queryFn: () => scheduleHistory(scheduleId),
    refetchInterval: (query) =>
      query.state.data?.some((run) => run.run_id !== null && run.completed_at === null) ? 3000 : false,
  });
  const fires = (history.data ?? []).slice(0, shown).reverse();
  if (fires.length === 0) return null;
  const label = (fire: ScheduledRun) => {
    const what =
      fire.run_id !== null
        ? t(`status.${fire.status}`, fire.status)
        : `${t(`dispatch.${fire.outcome}`, { defaultValue: fire.outcome, count: fire.instants })}${fire.message ? ` – ${fire.message}` : ""}`;
    return `${new Date(fire.scheduled_for ?? fire.created_at).toLocaleString(i18n.language)}: ${what}`;
  };
  const look = "grid size-7 place-items-center rounded border hover:border-soft";
  return (
    <div>
      <ul className="flex flex-wrap gap-1" aria-label={t("schedule.history")}>
        {fires.map((fire) => (
          <li key={fire.id}>
            {fire.run_id !== null ? (
              <Link
                to="/runs/$runId"
                params={{ runId: fire.run_id }}
                title={label(fire)}
                aria-label={label(fire)}
                className={`${look} ${shades[fire.status] ?? "border-line bg-sunken"}`}
              >
                <StatusIcon value={fire.status} />
              </Link>
            ) : (
              <button
                type="button"
                title={label(fire)}
                aria-label={label(fire)}
                aria-pressed={told === fire.id}
                data-outcome={fire.outcome}
                onClick={() => setTold(told === fire.id ? null : fire.id)}
                className={`${look} border-dashed border-line bg-panel`}
              >
                <StatusIcon value={withoutRun[fire.outcome] ?? "skipped"} />
              </button>
            )}
          </li>
        ))}
      </ul>
      {fires
        .filter((fire) => fire.id === told)
        .map((fire) => (
          <p key={fire.id} role="status" className="mt-1.5 text-sm text-soft">
            {label(fire)}
          </p>
        ))}
    </div>
  );
}

const shades: Readonly<Record<string, string>> = {
  completed: "border-good/40 bg-good/15",
  failed: "border-bad/40 bg-bad/15",
  timed_out: "border-bad/40 bg-bad/15",
};
const withoutRun: Readonly<Record<string, string>> = {
  missed: "timed_out",
  validation_failed: "failed",
  dispatch_failed: "failed",
  paused: "awaiting_dependency",
};

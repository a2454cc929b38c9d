import { useTranslation } from "react-i18next";
import type { RunView } from "@/model/runEvents";
import { durationText } from "@/model/time";
import { criticalPath, type Segment, timeline } from "@/model/timeline";

interface Props {
  run: RunView;
  steps: { id: string; label: string }[];
  edges: readonly { source_node_id: string; target_node_id: string }[];
  now: number;
  chosen: string | null;
  onChoose(id: string): void;
}

const colours: Readonly<Record<Segment["kind"], string>> = {
  queued: "var(--line)",
  pause: "var(--line)",
  working: "var(--busy)",
  answering: "var(--good)",
};
const rowHeight = 34;
const width = 1000;

/** When each step did what, idle time drawn short. The whole row chooses its step, not the thin bar alone. */
export function Timeline({ run, steps, edges, now, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const labels = new Map(steps.map((step) => [step.id, step.label]));
  const drawn = timeline(
    run,
    steps.map((step) => step.id),
    now,
  );
  const critical = new Set(run.endedAt === null ? [] : criticalPath(run, edges));
  const x = (at: number) => drawn.place(at) * width;
  return (
    <section
      aria-label={t("run.timeline")}
      className="overflow-hidden rounded-xl border border-line bg-panel"
    >
      <ul>
        {drawn.rows.map((row) => {
          const first = row.segments[0]?.from ?? 0;
          const last = row.segments.at(-1)?.to ?? first;
          return (
            <li key={row.id} className="border-b border-line last:border-0">
              <button
                type="button"
                aria-pressed={chosen === row.id}
                onClick={() => onChoose(row.id)}
                className={`grid w-full grid-cols-[8rem_minmax(0,1fr)_4.5rem] items-center gap-2 px-3 text-left text-sm sm:grid-cols-[12rem_minmax(0,1fr)_5rem] ${chosen === row.id ? "bg-accent/10" : "hover:bg-sunken"}`}
              >
                <span className={`truncate ${critical.has(row.id) ? "font-semibold" : "text-soft"}`}>
                  {labels.get(row.id)}
                  {critical.has(row.id) && <span className="sr-only"> {t("timeline.critical")}</span>}
                </span>
                <svg
                  aria-hidden="true"
                  viewBox={`0 0 ${width} ${rowHeight}`}
                  preserveAspectRatio="none"
                  className="h-[34px] w-full"
                >
                  {drawn.gaps.map((gap) => (
                    <line
                      key={gap.from}
                      x1={(x(gap.from) + x(gap.to)) / 2}
                      x2={(x(gap.from) + x(gap.to)) / 2}
                      y1="0"
                      y2={rowHeight}
                      stroke="var(--soft)"
                      strokeDasharray="2 4"
                      vectorEffect="non-scaling-stroke"
                    />
                  ))}
                  {critical.has(row.id) && (
                    <rect
                      data-critical={row.id}
                      x={Math.min(x(first), width - 4)}
                      width={Math.max(4, x(last) - x(first))}
                      y={rowHeight - 5}
                      height="3"
                      fill="var(--warn)"
                    />
                  )}
                  {row.segments.map((segment) => (
                    <rect
                      key={`${segment.kind}${segment.from}`}
                      x={Math.min(x(segment.from), width - 4)}
                      width={Math.max(4, x(segment.to) - x(segment.from))}
                      y={
                        segment.kind === "queued" || segment.kind === "pause"
                          ? rowHeight / 2 - 2
                          : rowHeight / 2 - 6
                      }
                      height={segment.kind === "queued" || segment.kind === "pause" ? 4 : 12}
                      fill={segment.failed ? "var(--bad)" : colours[segment.kind]}
                    />
                  ))}
                </svg>
                <span className="text-right text-xs text-soft tabular-nums">
                  {durationText(last - first)}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <p className="flex flex-wrap gap-x-4 gap-y-1 border-t border-line px-3 py-2 text-xs text-soft">
        {(["queued", "working", "answering"] as const).map((kind) => (
          <span key={kind} className="inline-flex items-center gap-1.5">
            <svg width="12" height="8" aria-hidden="true">
              <rect width="12" height="8" fill={colours[kind]} />
            </svg>
            {t(`timeline.${kind}`)}
          </span>
        ))}
        {critical.size > 1 && (
          <span className="inline-flex items-center gap-1.5">
            <svg width="12" height="8" aria-hidden="true">
              <rect y="3" width="12" height="3" fill="var(--warn)" />
            </svg>
            {t("timeline.criticalPath")}
          </span>
        )}
        {drawn.gaps.map((gap) => (
          <span key={gap.from}>{t("timeline.gap", { time: durationText(gap.to - gap.from) })}</span>
        ))}
      </p>
    </section>
  );
}

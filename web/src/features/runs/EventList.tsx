import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Check } from "@/kit/Input";
import type { RunEvent } from "@/model/runEvents";

interface Props {
  events: readonly RunEvent[];
  labels: ReadonlyMap<string, string>;
  chosen: string | null;
}

const rowHeight = 30;

/** Every event of the run; only the rows in view are on the page, however many there are. */
export function EventList({ events, labels, chosen }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const [mine, setMine] = useState(false);
  const shown = mine && chosen ? events.filter((event) => event.nodeId === chosen) : events;
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 20,
  });
  return (
    <section aria-label={t("run.events")} className="overflow-hidden rounded-xl border border-line bg-panel">
      <div className="flex items-center gap-4 border-b border-line px-3 py-1.5 text-sm text-soft">
        <span data-events={events.length}>{t("run.eventCount", { count: shown.length })}</span>
        {chosen && (
          <Check
            label={t("run.onlyThisStep")}
            checked={mine}
            onChange={(event) => setMine(event.target.checked)}
          />
        )}
      </div>
      <div
        ref={box}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by key
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label={t("run.events")}
        className="h-80 overflow-auto"
      >
        <div className="relative w-full" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((row) => {
            const event = shown[row.index];
            return (
              event && (
                <div
                  key={event.eventId}
                  style={{ transform: `translateY(${row.start}px)`, height: rowHeight }}
                  className="absolute inset-x-0 top-0 flex items-center gap-3 border-b border-line px-3 font-mono text-xs"
                >
                  <span className="w-10 shrink-0 text-right text-soft tabular-nums">{event.eventId}</span>
                  <span className="hidden w-24 shrink-0 text-soft sm:inline">
                    {event.timestamp.slice(11, 23)}
                  </span>
                  <span className="w-36 shrink-0 truncate font-medium">{event.type}</span>
                  <span className="w-28 shrink-0 truncate">
                    {event.nodeId ? labels.get(event.nodeId) : ""}
                  </span>
                  <span className="truncate text-soft">{JSON.stringify(event.payload).slice(0, 300)}</span>
                </div>
              )
            );
          })}
        </div>
      </div>
    </section>
  );
}

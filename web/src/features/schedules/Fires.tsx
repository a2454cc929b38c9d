import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { useTranslation } from "react-i18next";
import { previewFires } from "@/api/schedules";
import { ApiError } from "@/api/session";
import { readableHint } from "@/kit/Problem";
import { When } from "@/kit/When";

/** The next ten fires as the server computes them: in the schedule's zone, in the viewer's, and in UTC, with what daylight saving does to them. */
export function Fires({ cron, zone }: { cron: string; zone: string }) {
  const { t } = useTranslation();
  const [expression, place] = [useDeferredValue(cron), useDeferredValue(zone)];
  const fires = useQuery({
    queryKey: ["fires", expression, place],
    queryFn: () => previewFires(expression, place),
    placeholderData: keepPreviousData,
    retry: false,
    enabled: expression.trim() !== "" && place !== "",
  });
  if (fires.isError)
    return (
      <div role="alert" className="rounded-md border border-line p-3 text-sm">
        <p className="font-medium text-bad">
          {fires.error instanceof Error ? fires.error.message : t("error.title")}
        </p>
        {fires.error instanceof ApiError && fires.error.hint && (
          <p className="text-soft">{readableHint(fires.error.hint)}</p>
        )}
      </div>
    );
  if (fires.data === null) return <p className="text-sm text-soft">{t("schedule.noPreview")}</p>;
  return (
    <section
      aria-label={t("schedule.fires")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="overflow-x-auto rounded-md border border-line"
    >
      <table className="w-full text-left text-sm">
        <thead className="border-b border-line text-xs text-soft">
          <tr>
            <th scope="col" className="px-3 py-2 font-medium">
              {t("schedule.there", { zone: place })}
            </th>
            <th scope="col" className="px-3 py-2 font-medium">
              {t("schedule.here")}
            </th>
            <th scope="col" className="hidden px-3 py-2 font-medium sm:table-cell">
              UTC
            </th>
          </tr>
        </thead>
        <tbody>
          {(fires.data ?? []).map((fire) => (
            <tr key={fire.fire_at} className="border-b border-line last:border-0" data-fire={fire.fire_at}>
              <td className="px-3 py-1.5 tabular-nums">
                <WallTime of={fire.local_time} />
                {fire.note && <span className="block text-xs font-medium text-warn">{fire.note}</span>}
              </td>
              <td className="px-3 py-1.5">
                <When at={fire.fire_at} />
              </td>
              <td className="hidden px-3 py-1.5 sm:table-cell">
                <When at={fire.fire_at} zone="UTC" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A time as clocks there show it, with its offset from UTC, in the reader's way of writing. */
function WallTime({ of }: { of: string }) {
  const { i18n } = useTranslation();
  const [, clock, offset = ""] = /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d)(?::\d\d)?(Z|[+-]\d\d:\d\d)?/.exec(of) ?? [];
  if (clock === undefined) return <>{of}</>;
  const shown = new Intl.DateTimeFormat(i18n.language, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: "UTC",
  });
  return (
    <time dateTime={of} className="whitespace-nowrap">
      {shown.format(new Date(`${clock.replace(" ", "T")}Z`))} <span className="text-soft">{offset}</span>
    </time>
  );
}

import type { ReactNode } from "react";

export interface Bar {
  key: string;
  /** what the bar stands for, usually a link */
  label: ReactNode;
  value: number;
  shown: string;
  note?: string | undefined;
}

/** Horizontal bars as a list: each names what it stands for and its figure, so that no chart is needed to read it. */
export function Bars({ label, bars }: { label: string; bars: readonly Bar[] }) {
  const most = Math.max(...bars.map((bar) => bar.value), 0);
  return (
    <ul aria-label={label} className="flex flex-col gap-2.5">
      {bars.map((bar) => (
        <li key={bar.key} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1 text-sm">
          <span className="min-w-0 truncate">{bar.label}</span>
          <span className="text-right tabular-nums">
            {bar.shown}
            {bar.note && <span className="ml-2 text-xs text-soft">{bar.note}</span>}
          </span>
          <span className="col-span-2 h-2 overflow-hidden rounded-full bg-sunken" aria-hidden>
            <span
              className="block h-full rounded-full bg-accent"
              style={{ width: `${most > 0 ? Math.max(1, (bar.value / most) * 100) : 0}%` }}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** One upright bar for each day; the figures are in the table that screen readers and doubters read. */
export function DayBars({
  label,
  days,
}: {
  label: string;
  days: readonly { day: string; value: number; shown: string; link?: ReactNode }[];
}) {
  const most = Math.max(...days.map((one) => one.value), 0);
  return (
    <figure className="m-0">
      <div className="flex h-28 items-stretch gap-[3px]">
        {days.map((one) => (
          <span
            key={one.day}
            title={`${one.day}: ${one.shown}`}
            className="relative flex max-w-12 min-w-0 grow items-end hover:bg-sunken"
          >
            <span
              aria-hidden
              className={`w-full rounded-t-sm ${one.value > 0 ? "bg-accent" : "bg-line"}`}
              style={{ height: `${most > 0 ? Math.max(2, (one.value / most) * 100) : 2}%` }}
            />
            {one.link}
          </span>
        ))}
      </div>
      <figcaption className="mt-1 flex justify-between text-xs text-soft">
        <span>{days[0]?.day}</span>
        <span>{label}</span>
        <span>{days.at(-1)?.day}</span>
      </figcaption>
      <table className="sr-only">
        <caption>{label}</caption>
        <tbody>
          {days.map((one) => (
            <tr key={one.day}>
              <th scope="row">{one.day}</th>
              <td>{one.shown}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

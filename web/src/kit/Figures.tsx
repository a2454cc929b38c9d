import type { ReactNode } from "react";

/** A row of figures, each with what it counts. */
export function Figures({ items }: { items: readonly { label: string; value: ReactNode }[] }) {
  return (
    <dl className="grid grid-cols-2 gap-3 sm:grid-cols-[repeat(auto-fit,minmax(9rem,1fr))]">
      {items.map((item) => (
        <div key={item.label} className="flex flex-col rounded-xl border border-line bg-panel px-4 py-3">
          <dt className="order-2 text-xs text-soft">{item.label}</dt>
          <dd className="text-2xl font-semibold tabular-nums">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

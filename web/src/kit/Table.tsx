import type { ReactNode } from "react";

export interface Column<T> {
  key: string;
  head: string;
  cell(row: T): ReactNode;
  /** figures stand at the right */
  figure?: boolean;
  /** the window width from which on the column is shown */
  from?: "sm" | "md" | "lg";
}

const shownFrom = {
  sm: "hidden sm:table-cell",
  md: "hidden md:table-cell",
  lg: "hidden lg:table-cell",
};

interface Props<T> {
  label: string;
  rows: readonly T[];
  columns: readonly Column<T>[];
  keyOf(row: T): string;
  /** marks a row as the one that is looked at */
  chosen?: string | null;
}

/** A table of rows that fits a phone: columns that matter less come in as there is room. */
export function Table<T>({ label, rows, columns, keyOf, chosen }: Props<T>) {
  const place = (column: Column<T>) =>
    `px-2 py-2.5 sm:px-4 ${column.figure ? "text-right tabular-nums" : ""} ${column.from ? shownFrom[column.from] : ""}`;
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="overflow-x-auto rounded-xl border border-line bg-panel"
    >
      <table className="w-full text-left text-sm">
        <thead className="border-b border-line text-soft">
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={`font-medium ${place(column)}`}>
                {column.head || <span className="sr-only">{column.key}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = keyOf(row);
            return (
              <tr
                key={key}
                aria-current={key === chosen || undefined}
                className={`border-b border-line last:border-0 hover:bg-sunken ${key === chosen ? "bg-sunken" : ""}`}
              >
                {columns.map((column) => (
                  <td key={column.key} className={`align-top ${place(column)}`}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

import type { KeyboardEvent, ReactNode } from "react";
import { useId } from "react";

interface Props<T extends string> {
  label: string;
  tabs: { id: T; label: ReactNode }[];
  chosen: T;
  onChoose(id: T): void;
  children: ReactNode;
  className?: string;
}

/** Tabs with arrow keys; the panel below belongs to the chosen one. */
export function Tabs<T extends string>({
  label,
  tabs,
  chosen,
  onChoose,
  children,
  className = "",
}: Props<T>) {
  const id = useId();
  function move(event: KeyboardEvent) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const at = tabs.findIndex((tab) => tab.id === chosen);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    onChoose(next.id);
    document.getElementById(`${id}-${next.id}`)?.focus();
    event.preventDefault();
  }
  return (
    <div className={className}>
      <div
        role="tablist"
        aria-label={label}
        onKeyDown={move}
        className="flex gap-1 overflow-x-auto border-b border-line"
      >
        {tabs.map((tab) => (
          <button
            key={tab.id}
            id={`${id}-${tab.id}`}
            type="button"
            role="tab"
            aria-selected={tab.id === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={tab.id === chosen ? 0 : -1}
            onClick={() => onChoose(tab.id)}
            className={`-mb-px border-b-2 px-3 py-2 text-sm font-medium whitespace-nowrap ${
              tab.id === chosen ? "border-accent text-ink" : "border-transparent text-soft hover:text-ink"
            }`}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${chosen}`} className="pt-4">
        {children}
      </div>
    </div>
  );
}

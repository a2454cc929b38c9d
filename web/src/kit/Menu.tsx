import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";

export interface MenuItem {
  label: string;
  icon?: ReactNode;
  shortcut?: string;
  danger?: boolean;
  disabled?: boolean;
  checked?: boolean;
  run(): void;
}

interface Props {
  label: string;
  items: MenuItem[];
  children: ReactNode;
  className?: string;
  /** where the list opens, as classes */
  place?: string;
}

/** A button that opens a list of actions: arrows move, Enter acts, Escape closes and gives the focus back. */
export function Menu({ label, items, children, className = "", place = "top-full right-0 mt-1" }: Props) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return;
    root.current?.querySelector<HTMLElement>('[role^="menuitem"]:not([disabled])')?.focus();
    const away = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    addEventListener("pointerdown", away);
    return () => removeEventListener("pointerdown", away);
  }, [open]);

  function move(event: KeyboardEvent) {
    const list = [
      ...(root.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]:not([disabled])') ?? []),
    ];
    const at = list.indexOf(document.activeElement as HTMLElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) list[(at + step + list.length) % list.length]?.focus();
    else if (event.key === "Home") list[0]?.focus();
    else if (event.key === "End") list.at(-1)?.focus();
    else if (event.key === "Escape") {
      event.stopPropagation();
      close();
    } else if (event.key === "Tab") return setOpen(false);
    else return;
    event.preventDefault();
  }

  function close() {
    setOpen(false);
    button.current?.focus();
  }

  return (
    <div ref={root} className="relative inline-block">
      <button
        ref={button}
        type="button"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={label}
        title={label}
        onClick={() => setOpen(!open)}
        className={
          className ||
          "inline-flex min-h-9 items-center gap-1.5 rounded-md border border-line bg-panel px-2.5 py-1.5 text-sm font-medium hover:bg-sunken"
        }
      >
        {children}
      </button>
      {open && (
        <div
          role="menu"
          aria-label={label}
          onKeyDown={move}
          className={`absolute z-40 min-w-48 rounded-lg border border-line bg-panel p-1 shadow-lg ${place}`}
        >
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              {...(item.checked === undefined
                ? { role: "menuitem" }
                : { role: "menuitemradio", "aria-checked": item.checked })}
              disabled={item.disabled}
              tabIndex={-1}
              onClick={() => {
                close();
                item.run();
              }}
              className={`flex w-full items-center gap-2 rounded-md px-2.5 py-1.5 text-left text-sm hover:bg-sunken focus:bg-sunken disabled:opacity-50 ${item.danger ? "text-bad" : ""}`}
            >
              {item.icon}
              <span className="grow">{item.label}</span>
              {item.checked && <span aria-hidden>✓</span>}
              {item.shortcut && <Keys keys={item.shortcut} />}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** A shortcut as people read it. */
export function Keys({ keys }: { keys: string }) {
  return (
    <kbd className="rounded border border-line bg-sunken px-1.5 font-mono text-xs whitespace-nowrap text-soft pointer-coarse:hidden">
      {keys}
    </kbd>
  );
}

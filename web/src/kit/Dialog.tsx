import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  title: string;
  onClose(): void;
  children: ReactNode;
  /** the buttons below */
  footer?: ReactNode;
  wide?: boolean;
  /** a question that Escape must not answer */
  firm?: boolean;
}

/** A modal on the browser's own dialog: it traps focus and gives it back without style injection, which the server's policy refuses. */
export function Dialog({ title, onClose, children, footer, wide = false, firm = false }: Props) {
  const { t } = useTranslation();
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (dialog && !dialog.open) dialog.showModal();
    // The browser goes to the first thing in it, which is the cross; React keeps "autofocus" to itself.
    dialog?.querySelector<HTMLElement>("[data-autofocus]")?.focus();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        if (!firm) onClose();
      }}
      className={`m-auto max-h-[90dvh] w-full rounded-xl border border-line bg-panel p-0 shadow-xl backdrop:bg-black/45 ${wide ? "max-w-4xl" : "max-w-lg"}`}
    >
      <div className="flex max-h-[calc(90dvh-2px)] flex-col">
        <header className="flex items-center gap-3 border-b border-line px-5 py-3">
          <h2 id={id} className="grow text-base font-semibold">
            {title}
          </h2>
          {!firm && (
            <button
              type="button"
              aria-label={t("app.close")}
              onClick={onClose}
              className="rounded-md p-1.5 text-soft hover:bg-sunken hover:text-ink"
            >
              <X size={18} aria-hidden />
            </button>
          )}
        </header>
        <div className="min-h-0 grow overflow-y-auto px-5 py-4">{children}</div>
        {footer && (
          <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
            {footer}
          </footer>
        )}
      </div>
    </dialog>
  );
}

import { useSyncExternalStore } from "react";
import { currentToasts, dismissToast, onToasts } from "./toast";

/** The live region that shows and speaks short messages. */
export function Toasts() {
  const toasts = useSyncExternalStore(onToasts, currentToasts);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-4 z-50 flex flex-col items-center gap-2 px-4"
    >
      {toasts.map((one) => (
        <button
          key={one.id}
          type="button"
          onClick={() => dismissToast(one.id)}
          className={`pointer-events-auto max-w-md rounded-lg border border-line bg-panel px-4 py-2 text-sm shadow-lg ${one.tone === "bad" ? "text-bad" : ""}`}
        >
          {one.text}
        </button>
      ))}
    </div>
  );
}

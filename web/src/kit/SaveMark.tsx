import { Check, CircleAlert, LoaderCircle } from "lucide-react";
import { useTranslation } from "react-i18next";

/** How what is typed stands: stored, not yet, on its way, or refused. */
export type SaveState = "saved" | "typing" | "saving" | "problem";

/** Says whether what was typed is stored. */
export function SaveMark({ state }: { state: SaveState }) {
  const { t } = useTranslation();
  const Icon = state === "saved" ? Check : state === "problem" ? CircleAlert : LoaderCircle;
  return (
    <span
      role="status"
      data-save={state}
      className={`inline-flex items-center gap-1 text-sm ${state === "problem" ? "text-bad" : "text-soft"}`}
    >
      <Icon size={15} aria-hidden className={state === "saving" ? "ring-turning" : undefined} />
      <span className={state === "saved" ? "sr-only sm:not-sr-only" : ""}>{t(`save.${state}`)}</span>
    </span>
  );
}

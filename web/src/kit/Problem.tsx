import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/session";
import { Button } from "./Button";

/** Says what went wrong and what to do about it. */
export function Problem({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const message = error instanceof Error ? error.message : String(error);
  const hint = error instanceof ApiError ? error.hint : null;
  const offline = error instanceof ApiError && error.code === "offline";
  return (
    <div role="alert" className="rounded-lg border border-line bg-panel p-4">
      <p className="font-medium text-bad">{offline ? t("error.offline") : t("error.title")}</p>
      <p className="mt-1 break-words">{offline ? t("error.offlineHint") : message}</p>
      {hint && <p className="mt-1 text-sm text-soft">{readableHint(hint)}</p>}
      {onRetry && (
        <Button className="mt-3" onClick={onRetry}>
          {t("error.retry")}
        </Button>
      )}
    </div>
  );
}

/** Hints lead with a stable code for programs; people need what follows it. */
export function readableHint(hint: string): string {
  const said = hint.replace(/^[a-z_]+: /, "");
  return said.charAt(0).toUpperCase() + said.slice(1);
}

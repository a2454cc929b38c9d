import { useTranslation } from "react-i18next";
import { ApiError } from "@/api/session";
import { Button } from "./Button";

/** Says what went wrong and what to do about it. */
export function Problem({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const message = error instanceof Error ? error.message : String(error);
  const hint = error instanceof ApiError ? error.hint : null;
  return (
    <div role="alert" className="rounded-lg border border-line bg-panel p-4">
      <p className="font-medium text-bad">{t("error.title")}</p>
      <p className="mt-1">{message}</p>
      {hint && <p className="mt-1 text-sm text-soft">{hint}</p>}
      {onRetry && (
        <Button className="mt-3" onClick={onRetry}>
          {t("error.retry")}
        </Button>
      )}
    </div>
  );
}

import { useTranslation } from "react-i18next";

/** Where a page will be as soon as its code or its data is here; shown only when that takes a moment. */
export function Waiting() {
  const { t } = useTranslation();
  return (
    <div role="status" className="waiting flex flex-col gap-4">
      <span className="sr-only">{t("app.loading")}</span>
      <span className="h-7 w-56 max-w-full rounded-md bg-sunken" />
      <span className="h-40 rounded-xl border border-line bg-panel" />
      <span className="h-24 rounded-xl border border-line bg-panel" />
    </div>
  );
}

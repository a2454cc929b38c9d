import { useTranslation } from "react-i18next";

/** An instant in the viewer's zone and language; the whole of it on hover. */
export function When({ at, zone, seconds = false }: { at: string | null; zone?: string; seconds?: boolean }) {
  const { i18n } = useTranslation();
  if (at === null) return <>–</>;
  const date = new Date(at);
  const shown = new Intl.DateTimeFormat(i18n.language, {
    dateStyle: "medium",
    timeStyle: seconds ? "medium" : "short",
    ...(zone ? { timeZone: zone } : {}),
  });
  return (
    <time dateTime={at} title={date.toISOString()} className="whitespace-nowrap">
      {shown.format(date)}
    </time>
  );
}

import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { aliases } from "@/model/cron";

const locales: Readonly<Record<string, () => Promise<unknown>>> = {
  de: () => import("cronstrue/locales/de"),
  tr: () => import("cronstrue/locales/tr"),
};

async function load(language: string) {
  const cronstrue = (await import("cronstrue")).default;
  await locales[language]?.();
  return (expression: string) =>
    cronstrue.toString(aliases[expression] ?? expression, {
      locale: language,
      use24HourTimeFormat: language !== "en",
      throwExceptionOnParseError: true,
    });
}

/** Says a cron expression as a sentence in the page's language; the expression itself where that cannot be done. */
export function useCronText(): (expression: string) => string {
  const { i18n } = useTranslation();
  const say = useQuery({
    queryKey: ["cron-text", i18n.language],
    queryFn: () => load(i18n.language),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (expression) => {
    try {
      return say.data?.(expression.trim()) ?? expression;
    } catch {
      return expression;
    }
  };
}

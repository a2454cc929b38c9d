import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

export function NotFound() {
  const { t } = useTranslation();
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col items-start justify-center gap-3 px-4">
      <h1 className="text-xl font-semibold">{t("notFound.title")}</h1>
      <p className="text-soft">{t("notFound.text")}</p>
      <Link to="/runs" className="text-accent underline">
        {t("notFound.home")}
      </Link>
    </main>
  );
}

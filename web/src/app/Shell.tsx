import { useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { signOut } from "@/api/session";
import { Button } from "@/kit/Button";

export function Shell() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();

  async function leave() {
    await signOut();
    queries.clear();
    await navigate({ to: "/sign-in" });
  }

  return (
    <>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:m-2 focus:bg-panel focus:p-2"
      >
        {t("app.skip")}
      </a>
      <header className="border-b border-line bg-panel">
        <div className="mx-auto flex max-w-6xl items-center gap-4 px-4 py-2.5">
          <img src="/icon.svg" alt="" width="28" height="28" />
          <span className="hidden font-semibold sm:inline">ConnectedLenses</span>
          <nav className="flex gap-3 text-sm">
            <Link
              to="/runs"
              className="rounded-md px-2 py-1 text-soft hover:text-ink"
              activeProps={{ className: "font-medium" }}
            >
              {t("app.runs")}
            </Link>
          </nav>
          <Button className="ml-auto" onClick={leave}>
            {t("app.signOut")}
          </Button>
        </div>
      </header>
      <main id="content" className="mx-auto max-w-6xl px-4 py-6">
        <Outlet />
      </main>
    </>
  );
}

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useNavigate } from "@tanstack/react-router";
import {
  Bot,
  Braces,
  CalendarClock,
  ChartColumn,
  CircleUser,
  Database,
  Hand,
  House,
  KeyRound,
  Languages,
  Library,
  LogOut,
  type LucideIcon,
  Menu as MenuIcon,
  Play,
  Rss,
  ScrollText,
  Search,
  SunMoon,
  Workflow,
  Wrench,
  X,
} from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { countPending } from "@/api/approvals";
import { forgetAll } from "@/api/local";
import { meQuery } from "@/api/me";
import { signOut } from "@/api/session";
import { handleShortcut, shortcutText, useCommands } from "@/kit/commands";
import { Keys, Menu } from "@/kit/Menu";
import { Toasts } from "@/kit/Toasts";
import { chooseLanguage, languages } from "./i18n";
import { ShortcutSheet } from "./ShortcutSheet";
import { SignInAgain } from "./SignInAgain";
import { chooseTheme, currentTheme, type Theme } from "./theme";

const Palette = lazy(() => import("./Palette").then((module) => ({ default: module.Palette })));

type Place =
  | "/"
  | "/approvals"
  | "/runs"
  | "/activity"
  | "/lenses"
  | "/workflows"
  | "/schedules"
  | "/agents"
  | "/memory"
  | "/tools"
  | "/catalog"
  | "/keys"
  | "/cost"
  | "/audit";

const groups: readonly {
  key: string;
  places: readonly {
    to: Place;
    key: string;
    icon: LucideIcon;
    shortcut: string;
  }[];
}[] = [
  {
    key: "nav.now",
    places: [
      { to: "/", key: "app.home", icon: House, shortcut: "g h" },
      { to: "/approvals", key: "app.approvals", icon: Hand, shortcut: "g p" },
      { to: "/runs", key: "app.runs", icon: Play, shortcut: "g r" },
      { to: "/activity", key: "app.activity", icon: Rss, shortcut: "g f" },
    ],
  },
  {
    key: "nav.build",
    places: [
      { to: "/lenses", key: "app.lenses", icon: Braces, shortcut: "g l" },
      { to: "/workflows", key: "app.workflows", icon: Workflow, shortcut: "g w" },
      { to: "/schedules", key: "app.schedules", icon: CalendarClock, shortcut: "g s" },
    ],
  },
  {
    key: "nav.control",
    places: [
      { to: "/agents", key: "app.agents", icon: Bot, shortcut: "g a" },
      { to: "/memory", key: "app.memory", icon: Database, shortcut: "g m" },
      { to: "/tools", key: "app.tools", icon: Wrench, shortcut: "g t" },
    ],
  },
  {
    key: "nav.account",
    places: [
      { to: "/catalog", key: "app.catalog", icon: Library, shortcut: "g c" },
      { to: "/keys", key: "app.keys", icon: KeyRound, shortcut: "g k" },
      { to: "/cost", key: "app.cost", icon: ChartColumn, shortcut: "g $" },
      { to: "/audit", key: "app.audit", icon: ScrollText, shortcut: "g u" },
    ],
  },
];
const places = groups.flatMap((group) => group.places);
const corner = "top-full right-0 mt-1 lg:top-auto lg:right-auto lg:bottom-full lg:left-0 lg:mb-1";
const themes: readonly Theme[] = ["system", "light", "dark"];

export function Shell() {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [open, setOpen] = useState<"palette" | "sheet" | "nav" | null>(null);
  const [theme, setTheme] = useState(currentTheme);
  const me = useQuery(meQuery);
  const pending = useQuery({
    queryKey: ["approvals", "count"],
    queryFn: countPending,
    refetchInterval: 10_000,
  });
  const waiting = pending.data ?? 0;

  async function leave() {
    await signOut();
    queries.clear();
    await forgetAll();
    await navigate({ to: "/sign-in" });
  }

  function paint(next: Theme) {
    chooseTheme(next);
    setTheme(next);
  }

  useEffect(() => {
    const press = (event: KeyboardEvent) => handleShortcut(event, performance.now());
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  useCommands([
    {
      id: "palette",
      label: t("palette.title"),
      shortcut: "Mod+k",
      always: true,
      run: () => setOpen("palette"),
    },
    { id: "sheet", label: t("app.shortcuts"), shortcut: "?", run: () => setOpen("sheet") },
    ...places.map((place) => ({
      id: place.to,
      label: t("palette.goTo", { place: t(place.key) }),
      shortcut: place.shortcut,
      run: () => navigate({ to: place.to }),
    })),
    ...themes.map((one) => ({
      id: `theme-${one}`,
      label: `${t("app.theme")}: ${t(`theme.${one}`)}`,
      run: () => paint(one),
    })),
    ...languages.map((language) => ({
      id: `language-${language.id}`,
      label: `${t("app.language")}: ${language.name}`,
      run: () => chooseLanguage(language.id),
    })),
    { id: "sign-out", label: t("app.signOut"), run: leave },
  ]);

  const quiet = "rounded-md p-2 text-soft hover:bg-sunken hover:text-ink";
  return (
    <div className="lg:grid lg:min-h-dvh lg:grid-cols-[14.5rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:m-2 focus:rounded-md focus:bg-panel focus:p-2"
      >
        {t("app.skip")}
      </a>
      <header className="sticky top-0 z-30 border-b border-line bg-panel lg:h-dvh lg:border-r lg:border-b-0">
        <div className="flex h-full items-center gap-1 px-3 py-2 lg:flex-col lg:items-stretch lg:gap-3 lg:py-4">
          <button
            type="button"
            className={`lg:hidden ${quiet}`}
            aria-label={t("app.navigation")}
            aria-expanded={open === "nav"}
            onClick={() => setOpen(open === "nav" ? null : "nav")}
          >
            {open === "nav" ? <X size={20} aria-hidden /> : <MenuIcon size={20} aria-hidden />}
          </button>
          <Link to="/" className="flex items-center gap-2 px-1 lg:px-2">
            <img src="/icon.svg" alt="" width="26" height="26" />
            <span className="font-semibold max-[24rem]:sr-only">ConnectedLenses</span>
          </Link>
          <button
            type="button"
            onClick={() => setOpen("palette")}
            aria-keyshortcuts="Control+K"
            className="ml-auto flex items-center gap-2 rounded-md border border-line bg-ground p-2 text-sm text-soft hover:text-ink sm:px-3 sm:py-1.5 lg:ml-0"
          >
            <Search size={16} aria-hidden />
            <span className="sr-only sm:not-sr-only lg:grow lg:text-left">{t("palette.short")}</span>
            <span className="hidden sm:inline">
              <Keys keys={shortcutText("Mod+k")} />
            </span>
          </button>
          <nav
            aria-label={t("app.navigation")}
            className={`${open === "nav" ? "absolute inset-x-0 top-full flex" : "hidden"} max-h-[calc(100dvh-3.5rem)] flex-col overflow-y-auto border-b border-line bg-panel p-2 lg:static lg:flex lg:min-h-0 lg:grow lg:border-0 lg:p-0`}
          >
            {groups.map((group) => (
              <div key={group.key} className="flex flex-col gap-0.5 pb-2 lg:pb-3">
                <p className="px-2.5 pb-0.5 text-xs font-medium text-soft">{t(group.key)}</p>
                {group.places.map(({ to, key, icon: Icon }) => (
                  <Link
                    key={to}
                    to={to}
                    activeOptions={{ exact: to === "/", includeSearch: false }}
                    onClick={() => setOpen(null)}
                    className="flex items-center gap-2.5 rounded-md px-2.5 py-2 text-sm lg:py-1.5"
                    activeProps={{ className: "bg-sunken font-semibold text-ink" }}
                    inactiveProps={{ className: "text-soft hover:bg-sunken hover:text-ink" }}
                  >
                    <Icon size={17} aria-hidden />
                    <span className="grow">{t(key)}</span>
                    {to === "/approvals" && waiting > 0 && (
                      <span className="rounded-full bg-accent px-1.5 text-xs font-semibold text-on-accent tabular-nums">
                        {waiting}
                        <span className="sr-only"> {t("nav.waiting")}</span>
                      </span>
                    )}
                  </Link>
                ))}
              </div>
            ))}
            {me.data && (
              <Link
                to="/lenser/$handle"
                params={{ handle: me.data.handle }}
                onClick={() => setOpen(null)}
                className="flex items-center gap-2.5 rounded-md px-2.5 py-2 text-sm lg:py-1.5"
                activeProps={{ className: "bg-sunken font-semibold text-ink" }}
                inactiveProps={{ className: "text-soft hover:bg-sunken hover:text-ink" }}
              >
                <CircleUser size={17} aria-hidden />
                <span className="truncate">{me.data.display_name}</span>
              </Link>
            )}
          </nav>
          <div className="flex items-center gap-0.5 lg:mt-auto">
            <Menu
              label={t("app.theme")}
              className={quiet}
              place={corner}
              items={themes.map((one) => ({
                label: t(`theme.${one}`),
                checked: theme === one,
                run: () => paint(one),
              }))}
            >
              <SunMoon size={18} aria-hidden />
            </Menu>
            <Menu
              label={t("app.language")}
              className={`hidden sm:block ${quiet}`}
              place={corner}
              items={languages.map((language) => ({
                label: language.name,
                checked: i18n.language === language.id,
                run: () => chooseLanguage(language.id),
              }))}
            >
              <Languages size={18} aria-hidden />
            </Menu>
            <button
              type="button"
              onClick={leave}
              className={quiet}
              aria-label={t("app.signOut")}
              title={t("app.signOut")}
            >
              <LogOut size={18} aria-hidden />
            </button>
          </div>
        </div>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-[100rem] min-w-0 px-4 py-5 outline-none sm:px-6"
      >
        <Outlet />
      </main>
      {open === "palette" && (
        <Suspense fallback={null}>
          <Palette onClose={() => setOpen(null)} />
        </Suspense>
      )}
      {open === "sheet" && <ShortcutSheet onClose={() => setOpen(null)} />}
      <SignInAgain />
      <Toasts />
    </div>
  );
}

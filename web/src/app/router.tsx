import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { type Grouping, groupings } from "@/api/cost";
import type { RunFilter } from "@/api/runs";
import { currentSession } from "@/api/session";
import { SignInPage } from "@/features/session/SignInPage";
import { Waiting } from "@/kit/Waiting";
import type { ModelFilter } from "@/model/catalog";
import { NotFound } from "./NotFound";
import { Shell } from "./Shell";

const root = createRootRoute({ notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  component: SignInPage,
  // What is refused is taken away by its name: the router hands on what nobody mentions.
  validateSearch: (search): { token?: string; to?: string | undefined } => ({
    ...text("token", search.token),
    to: typeof search.to === "string" && /^\/(?!\/)/.test(search.to) ? search.to : undefined,
  }),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  component: Shell,
  beforeLoad: async ({ location }) => {
    if ((await currentSession()) === null)
      throw redirect({ to: "/sign-in", search: location.pathname === "/" ? {} : { to: location.href } });
  },
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: "/",
  component: lazyRouteComponent(() => import("@/features/home/HomePage"), "HomePage"),
});

const lenses = createRoute({
  getParentRoute: () => signedIn,
  path: "/lenses",
  component: lazyRouteComponent(() => import("@/features/lenses/LensesPage"), "LensesPage"),
  validateSearch: (search): LensSearch => ({
    ...text("q", search.q),
    ...text("tag", search.tag),
    ...text("status", search.status),
    from: search.from === "everyone" ? "everyone" : undefined,
  }),
});

const lens = createRoute({
  getParentRoute: () => signedIn,
  path: "/lenses/$lensId",
  component: lazyRouteComponent(() => import("@/features/lenses/LensPage"), "LensPage"),
});

const workflows = createRoute({
  getParentRoute: () => signedIn,
  path: "/workflows",
  component: lazyRouteComponent(() => import("@/features/workflows/WorkflowsPage"), "WorkflowsPage"),
  validateSearch: (search): { q?: string } => text("q", search.q),
});

const workflow = createRoute({
  getParentRoute: () => signedIn,
  path: "/workflows/$workflowId",
  component: lazyRouteComponent(() => import("@/features/workflows/WorkflowPage"), "WorkflowPage"),
});

const runs = createRoute({
  getParentRoute: () => signedIn,
  path: "/runs",
  component: lazyRouteComponent(() => import("@/features/runs/RunsPage"), "RunsPage"),
  validateSearch: (search): RunFilter => ({
    ...text("workflow", search.workflow),
    ...text("agent", search.agent),
    ...text("schedule", search.schedule),
    ...text("lens", search.lens),
    ...text("version", search.version),
    ...text("model", search.model),
    ...text("key", search.key),
    // A day alone: anything else would be no date to the server.
    ...(typeof search.day === "string" &&
    /^\d{4}-\d\d-\d\d$/.test(search.day) &&
    !Number.isNaN(Date.parse(search.day))
      ? { day: search.day }
      : { day: undefined }),
  }),
});

const run = createRoute({
  getParentRoute: () => signedIn,
  path: "/runs/$runId",
  component: lazyRouteComponent(() => import("@/features/runs/RunPage"), "RunPage"),
});

const compare = createRoute({
  getParentRoute: () => signedIn,
  path: "/compare",
  component: lazyRouteComponent(() => import("@/features/runs/ComparePage"), "ComparePage"),
  validateSearch: (search): { a: string; b: string } => ({
    a: String(search.a ?? ""),
    b: String(search.b ?? ""),
  }),
});

const agents = createRoute({
  getParentRoute: () => signedIn,
  path: "/agents",
  component: lazyRouteComponent(() => import("@/features/control/AgentsPage"), "AgentsPage"),
});

const lenser = createRoute({
  getParentRoute: () => signedIn,
  path: "/lenser/$handle",
  component: lazyRouteComponent(() => import("@/features/control/LenserPage"), "LenserPage"),
});

const lenserSection = createRoute({
  getParentRoute: () => signedIn,
  path: "/lenser/$handle/ag/$section",
  component: lazyRouteComponent(() => import("@/features/control/LenserPage"), "LenserPage"),
});

const teamRun = createRoute({
  getParentRoute: () => signedIn,
  path: "/team-runs/$teamRunId",
  component: lazyRouteComponent(() => import("@/features/control/TeamRunPage"), "TeamRunPage"),
});

const approvals = createRoute({
  getParentRoute: () => signedIn,
  path: "/approvals",
  component: lazyRouteComponent(() => import("@/features/approvals/ApprovalsPage"), "ApprovalsPage"),
  validateSearch: (search): { view?: "decided" | "standing" | undefined } => ({
    view: search.view === "decided" || search.view === "standing" ? search.view : undefined,
  }),
});

const approval = createRoute({
  getParentRoute: () => signedIn,
  path: "/approvals/$requestId",
  component: lazyRouteComponent(() => import("@/features/approvals/ApprovalPage"), "ApprovalPage"),
});

const schedules = createRoute({
  getParentRoute: () => signedIn,
  path: "/schedules",
  component: lazyRouteComponent(() => import("@/features/schedules/SchedulesPage"), "SchedulesPage"),
  validateSearch: (search): { view?: "triggers" | undefined } => ({
    view: search.view === "triggers" ? "triggers" : undefined,
  }),
});

const memory = createRoute({
  getParentRoute: () => signedIn,
  path: "/memory",
  component: lazyRouteComponent(() => import("@/features/memory/MemoryPage"), "MemoryPage"),
  validateSearch: (search): MemorySearch => ({
    ...text("q", search.q),
    ...text("agent", search.agent),
    ...text("profile", search.profile),
    ...text("scope", search.scope),
    ...(search.redacted === true ? { redacted: true } : {}),
  }),
});

const tools = createRoute({
  getParentRoute: () => signedIn,
  path: "/tools",
  component: lazyRouteComponent(() => import("@/features/tools/ToolsPage"), "ToolsPage"),
  validateSearch: (search): { view?: "calls" | "use" | undefined } => ({
    view: search.view === "calls" || search.view === "use" ? search.view : undefined,
  }),
});

const catalog = createRoute({
  getParentRoute: () => signedIn,
  path: "/catalog",
  component: lazyRouteComponent(() => import("@/features/catalog/CatalogPage"), "CatalogPage"),
  validateSearch: (search): ModelFilter => ({
    ...text("q", search.q),
    ...text("level", search.level),
    ...text("provider", search.provider),
    ...text("can", search.can),
    ...(typeof search.context === "number" ? { context: search.context } : {}),
    ...(typeof search.price === "number" ? { price: search.price } : {}),
  }),
});

const keys = createRoute({
  getParentRoute: () => signedIn,
  path: "/keys",
  component: lazyRouteComponent(() => import("@/features/catalog/KeysPage"), "KeysPage"),
});

const cost = createRoute({
  getParentRoute: () => signedIn,
  path: "/cost",
  component: lazyRouteComponent(() => import("@/features/cost/CostPage"), "CostPage"),
  validateSearch: (search): { by?: Grouping | undefined; days?: number | undefined } => ({
    by: groupings.includes(search.by as Grouping) ? (search.by as Grouping) : undefined,
    days:
      typeof search.days === "number" && search.days >= 1 && search.days <= 365
        ? Math.trunc(search.days)
        : undefined,
  }),
});

const audit = createRoute({
  getParentRoute: () => signedIn,
  path: "/audit",
  component: lazyRouteComponent(() => import("@/features/cost/AuditPage"), "AuditPage"),
});

const activity = createRoute({
  getParentRoute: () => signedIn,
  path: "/activity",
  component: lazyRouteComponent(() => import("@/features/home/ActivityPage"), "ActivityPage"),
  validateSearch: (search): { kind?: string; agent?: string } => ({
    ...text("kind", search.kind),
    ...text("agent", search.agent),
  }),
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    signedIn.addChildren([
      home,
      lenses,
      lens,
      workflows,
      workflow,
      runs,
      run,
      compare,
      agents,
      lenser,
      lenserSection,
      teamRun,
      approvals,
      approval,
      schedules,
      memory,
      tools,
      catalog,
      keys,
      cost,
      audit,
      activity,
    ]),
  ]),
  defaultPreload: "intent",
  defaultPendingComponent: Waiting,
  defaultPendingMs: 300,
  scrollRestoration: true,
});

interface LensSearch {
  q?: string | undefined;
  tag?: string | undefined;
  status?: string | undefined;
  from?: "everyone" | undefined;
}

interface MemorySearch {
  q?: string | undefined;
  agent?: string | undefined;
  profile?: string | undefined;
  scope?: string | undefined;
  redacted?: boolean | undefined;
}

function text<K extends string>(key: K, value: unknown): { [P in K]?: string } {
  return typeof value === "string" && value !== "" ? ({ [key]: value } as { [P in K]?: string }) : {};
}

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { currentSession } from "@/api/session";
import { SignInPage } from "@/features/session/SignInPage";
import { NotFound } from "./NotFound";
import { Shell } from "./Shell";

const root = createRootRoute({ notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  component: SignInPage,
  validateSearch: (search): { token?: string; to?: string } => ({
    ...text("token", search.token),
    ...text("to", typeof search.to === "string" && /^\/(?!\/)/.test(search.to) ? search.to : ""),
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
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/runs" });
  },
});

const lenses = createRoute({
  getParentRoute: () => signedIn,
  path: "/lenses",
  component: lazyRouteComponent(() => import("@/features/lenses/LensesPage"), "LensesPage"),
  validateSearch: (search): LensSearch => ({
    ...text("q", search.q),
    ...text("tag", search.tag),
    ...text("status", search.status),
    ...(search.from === "everyone" ? { from: "everyone" } : {}),
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

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    signIn,
    signedIn.addChildren([lenses, lens, workflows, workflow, runs, run, compare]),
  ]),
  defaultPreload: "intent",
  scrollRestoration: true,
});

interface LensSearch {
  q?: string | undefined;
  tag?: string | undefined;
  status?: string | undefined;
  from?: "everyone" | undefined;
}

function text<K extends string>(key: K, value: unknown): { [P in K]?: string } {
  return typeof value === "string" && value !== "" ? ({ [key]: value } as { [P in K]?: string }) : {};
}

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

import { createRootRoute, createRoute, createRouter, redirect } from "@tanstack/react-router";
import { currentSession } from "@/api/session";
import { RunPage } from "@/features/runs/RunPage";
import { RunsPage } from "@/features/runs/RunsPage";
import { SignInPage } from "@/features/session/SignInPage";
import { Shell } from "./Shell";

const root = createRootRoute();

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  component: SignInPage,
  validateSearch: (search): { token?: string } =>
    typeof search.token === "string" ? { token: search.token } : {},
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  component: Shell,
  beforeLoad: async () => {
    if ((await currentSession()) === null) throw redirect({ to: "/sign-in" });
  },
});

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/runs" });
  },
});

const runs = createRoute({ getParentRoute: () => signedIn, path: "/runs", component: RunsPage });

const run = createRoute({ getParentRoute: () => signedIn, path: "/runs/$runId", component: RunPage });

export const router = createRouter({
  routeTree: root.addChildren([home, signIn, signedIn.addChildren([runs, run])]),
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

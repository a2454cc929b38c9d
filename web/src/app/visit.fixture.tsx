import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRouter, RouterProvider } from "@tanstack/react-router";
import { cleanup, configure, fireEvent, render, screen } from "@testing-library/react";
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { vi } from "vitest";
import { FakeServer, json, sessionBody } from "@/api/server.fixture";
import en from "./locales/en.json";

// A page is there when it is there; the deadline is for pages that never come.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 30_000 });

/** The signed-in person of these tests. */
export const me = { id: "me", handle: "ada", display_name: "Ada" };

/** A server on which Ada is signed in and nothing else is known; what a test needs it adds. */
export function serverOfAda(): FakeServer {
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
  };
  Element.prototype.scrollIntoView = () => undefined;
  window.scrollTo = () => undefined;
  window.matchMedia = (query) =>
    ({
      matches: false,
      media: query,
      addEventListener() {},
      removeEventListener() {},
    }) as unknown as MediaQueryList;
  return new FakeServer()
    .on("POST /v1/session/refresh", () => json(sessionBody("a1")))
    .rpc("fn_lensers_get_active_profile", [me]);
}

/** Opens an address as a browser does: router, frame, page, and the server behind them. */
export async function visit(path: string) {
  if (!i18next.isInitialized)
    await i18next.use(initReactI18next).init({
      lng: "en",
      resources: { en: { translation: en } },
      keySeparator: false,
      nsSeparator: false,
      interpolation: { escapeValue: false },
    });
  const { router: app } = await import("./router");
  const router = createRouter({
    routeTree: app.routeTree,
    history: createMemoryHistory({ initialEntries: [path] }),
  });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false, refetchInterval: false } } });
  render(
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return router;
}

/** Leaves the page as if its window were closed: nothing of it is known to the next one. */
export async function leave(): Promise<void> {
  cleanup();
  const [{ signOut }, { currentToasts, dismissToast }] = await Promise.all([
    import("@/api/session"),
    import("@/kit/toast"),
  ]);
  await signOut().catch(() => undefined);
  for (const one of currentToasts()) dismissToast(one.id);
  vi.unstubAllGlobals();
  localStorage.clear();
}

/** Types into a field by its label. */
export const type = (label: string | RegExp, text: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value: text } });

/** Presses the button of this name. */
export const press = (name: string | RegExp) => fireEvent.click(screen.getByRole("button", { name }));

// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeServer, json, sessionBody } from "@/api/server.fixture";
import { leave, serverOfAda, visit } from "./visit.fixture";

let server: FakeServer;
beforeEach(() => {
  server = serverOfAda()
    .rpc("fn_get_my_api_keys", [])
    .rpc("fn_search_lenses", [])
    .rpc("fn_get_my_workflows", [])
    .rpc("fn_list_agents_by_owner", [])
    .on("GET /rest/v1/tags", json([]))
    .on("GET /rest/v1/approval_requests_v", json([]));
});
afterEach(async () => {
  delete document.documentElement.dataset.theme;
  await leave();
});

const frame = () => screen.findByRole("heading", { name: "Keys" });
const press = (key: string, more: KeyboardEventInit = {}) =>
  act(() => void window.dispatchEvent(new KeyboardEvent("keydown", { key, cancelable: true, ...more })));

describe("the frame of every page", () => {
  it("leads everywhere and says where one is", async () => {
    await visit("/keys");
    await frame();
    const links = within(screen.getByRole("navigation")).getAllByRole("link");
    const places = links.map((link) => link.getAttribute("href"));
    for (const place of ["/", "/approvals", "/runs", "/lenses", "/workflows", "/agents", "/cost", "/audit"])
      expect(places).toContain(place);
    const here = links.filter((link) => link.getAttribute("aria-current") === "page");
    expect(here.map((link) => link.getAttribute("href"))).toEqual(["/keys"]);
  });

  it("lets the keyboard skip to the content", async () => {
    await visit("/keys");
    await frame();
    expect(screen.getByRole("link", { name: "Skip to content" }).getAttribute("href")).toBe("#content");
    expect(document.getElementById("content")?.contains(screen.getByRole("heading", { name: "Keys" }))).toBe(
      true,
    );
  });

  it("counts what waits for a person", async () => {
    server = serverOfAda()
      .rpc("fn_get_my_api_keys", [])
      .on("GET /rest/v1/approval_requests_v", json([{ request_id: "a" }, { request_id: "b" }]));
    await visit("/keys");
    await frame();
    await waitFor(() =>
      expect(within(screen.getByRole("navigation")).getByRole("link", { name: /Approvals.*2/ })).toBeTruthy(),
    );
  });

  it("says so where there is no page", async () => {
    await visit("/no/such/page");
    expect(await screen.findByRole("heading", { name: "There is no such page" })).toBeTruthy();
  });
});

describe("keys", () => {
  it("of two letters lead to pages", async () => {
    const router = await visit("/keys");
    await frame();
    press("g");
    press("l");
    await waitFor(() => expect(router.state.location.pathname).toBe("/lenses"));
  });

  it("are listed, those of the page among them", async () => {
    await visit("/keys");
    await frame();
    press("?", { shiftKey: true });
    const sheet = within(await screen.findByRole("dialog", { name: "Keyboard shortcuts" }));
    expect(sheet.getByText("Add a key")).toBeTruthy();
    expect(sheet.getByText("Go to Lenses")).toBeTruthy();
    expect(sheet.getByText("G L")).toBeTruthy();
  });
});

describe("the palette", () => {
  let router: Awaited<ReturnType<typeof visit>> | undefined;
  const open = async () => {
    router = await visit("/keys");
    await frame();
    press("k", { ctrlKey: true });
    return screen.findByRole("combobox", { name: "Jump to or do" });
  };
  const say = (text: string) =>
    fireEvent.change(screen.getByRole("combobox", { name: "Jump to or do" }), { target: { value: text } });
  const options = () => screen.queryAllByRole("option").map((one) => one.querySelector("span")?.textContent);
  const chosen = () => screen.queryByRole("option", { selected: true })?.querySelector("span")?.textContent;

  it("does what one types and Enter says", async () => {
    const field = await open();
    say("go to runs");
    await waitFor(() => expect(chosen()).toBe("Go to Runs"));
    server.rpc("fn_list_recent_workflow_runs", []);
    fireEvent.keyDown(field, { key: "Enter" });
    expect(await screen.findByRole("heading", { name: "Runs" })).toBeTruthy();
    expect(screen.queryByRole("combobox", { name: "Jump to or do" })).toBeNull();
  });

  it("is walked with the arrows in circles", async () => {
    const field = await open();
    say(">theme");
    await waitFor(() => expect(options()).toHaveLength(3));
    const first = chosen();
    fireEvent.keyDown(field, { key: "ArrowUp" });
    expect(chosen()).toBe(options()[2]);
    fireEvent.keyDown(field, { key: "ArrowDown" });
    expect(chosen()).toBe(first);
    expect(field.getAttribute("aria-activedescendant")).toBe(
      screen.getByRole("option", { selected: true }).id,
    );
  });

  it("finds workflows behind a #, and nothing else", async () => {
    server = serverOfAda()
      .rpc("fn_get_my_api_keys", [])
      .rpc("fn_get_my_workflows", [{ id: "w1", title: "Reading brief" }])
      .rpc("fn_search_lenses", [{ id: "l1", title: "Brief lens" }])
      .on("GET /rest/v1/approval_requests_v", json([]));
    await open();
    say("#brief");
    await waitFor(() => expect(options()).toEqual(["Reading brief"]));
    expect(server.of("POST /rest/v1/rpc/fn_get_my_workflows").at(-1)?.body).toMatchObject({
      p_search: "brief",
    });
  });

  it("finds lenses and agents behind an @", async () => {
    server = serverOfAda()
      .rpc("fn_get_my_api_keys", [])
      .rpc("fn_search_lenses", [{ id: "l1", title: "Brief lens" }])
      .rpc("fn_list_agents_by_owner", [
        { ai_lenser_id: "a1", display_name: "Briefer", handle: "briefer" },
        { ai_lenser_id: "a2", display_name: "Other", handle: "other" },
      ])
      .on("GET /rest/v1/approval_requests_v", json([]));
    await open();
    say("@brief");
    await waitFor(() => expect(options()).toEqual(["Brief lens", "Briefer"]));
  });

  it("finds runs behind a !, by their title or by how their id begins", async () => {
    const run = { id: "019a-1", workflow_id: "w1", status: "failed", created_at: "2026-11-23T10:00:00Z" };
    server = serverOfAda()
      .rpc("fn_get_my_api_keys", [])
      .on("GET /rest/v1/workflows", json([{ id: "w1", title: "Reading brief" }]))
      .on("GET /rest/v1/workflow_runs", json([run]))
      .on("GET /rest/v1/approval_requests_v", json([]));
    const field = await open();
    const asked = (table: string) => server.of(`GET /rest/v1/${table}`).map((one) => one.query);
    say("!brief");
    await waitFor(() => expect(options()[0]).toMatch(/^Reading brief · Failed · /));
    expect(asked("workflows").some((query) => query.get("title") === "ilike.%brief%")).toBe(true);
    expect(asked("workflow_runs").at(-1)?.get("workflow_id")).toBe("in.(w1)");
    say("!019a");
    await waitFor(() =>
      expect(asked("workflow_runs").at(-1)?.getAll("id")).toEqual([
        "gte.019a0000-0000-0000-0000-000000000000",
        "lte.019affff-ffff-ffff-ffff-ffffffffffff",
      ]),
    );
    server.rpc("fn_workflow_get_run_state", null);
    fireEvent.keyDown(field, { key: "Enter" });
    await waitFor(() => expect(router?.state.location.pathname).toBe("/runs/019a-1"));
  });

  it("says when there is nothing by that name", async () => {
    await open();
    say(">qqqqqq");
    expect(await screen.findByText("Nothing by that name.")).toBeTruthy();
    fireEvent.keyDown(screen.getByRole("combobox", { name: "Jump to or do" }), { key: "Enter" });
    expect(screen.getByText("Nothing by that name.")).toBeTruthy();
  });
});

describe("a theme", () => {
  it("is chosen, kept in this browser, and left again", async () => {
    await visit("/keys");
    await frame();
    const choose = (name: RegExp) => {
      fireEvent.click(screen.getByRole("button", { name: "Theme" }));
      fireEvent.click(screen.getByRole("menuitemradio", { name }));
    };
    choose(/dark/i);
    expect(document.documentElement.dataset.theme).toBe("dark");
    expect(localStorage.getItem("clens.theme")).toBe("dark");
    choose(/system/i);
    expect(document.documentElement.dataset.theme).toBeUndefined();
    expect(localStorage.getItem("clens.theme")).toBeNull();
  });
});

describe("a session", () => {
  it("that is left leads to the sign-in and is over on the server", async () => {
    server.on("DELETE /v1/session", json(null, 204));
    const router = await visit("/keys");
    await frame();
    fireEvent.click(screen.getByRole("button", { name: "Sign out" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/sign-in"));
    expect(server.of("DELETE /v1/session")).toHaveLength(1);
  });

  it("that ends is asked for above the page, and the page goes on", async () => {
    let ended = false;
    server = serverOfAda();
    server.instead("POST /v1/session/refresh", () => (ended ? json({}, 401) : json(sessionBody("a1"))));
    server
      .on("GET /rest/v1/approval_requests_v", json([]))
      .on("POST /rest/v1/rpc/fn_get_my_api_keys", json([]))
      .on("POST /v1/session", () => json(sessionBody("b1")))
      .on("POST /rest/v1/rpc/fn_ai_catalog_providers", (asked) =>
        asked.headers.get("Authorization") === "Bearer b1" ? json([]) : json({ code: "PGRST303" }, 401),
      );
    await visit("/keys");
    await screen.findByText(/No key yet/);
    ended = true;
    fireEvent.click(screen.getAllByRole("button", { name: /Add a key/ })[0] as HTMLElement);
    const again = within(await screen.findByRole("dialog", { name: "Sign in again" }));
    fireEvent.change(again.getByLabelText("Or paste a sign-in link"), {
      target: { value: "http://here/sign-in?token=once" },
    });
    fireEvent.submit(again.getByLabelText("E-mail").closest("form") as HTMLElement);
    await waitFor(() => expect(screen.queryByRole("dialog", { name: "Sign in again" })).toBeNull());
    expect(server.of("POST /v1/session")[0]?.body).toEqual({ token: "once" });
    expect(screen.getByRole("dialog", { name: "Add a key" })).toBeTruthy();
    await waitFor(() =>
      expect(
        server.of("POST /rest/v1/rpc/fn_ai_catalog_providers").at(-1)?.headers.get("Authorization"),
      ).toBe("Bearer b1"),
    );
  });
});

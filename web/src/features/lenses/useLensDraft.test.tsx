// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer, json, sessionBody } from "@/api/server.fixture";

const update = "POST /rest/v1/rpc/fn_update_lens";
const get = "POST /rest/v1/rpc/fn_get_lens_detail_bootstrap";

const version = (body: string, more: Record<string, unknown> = {}) => ({
  id: "v1",
  lens_id: "l1",
  version_number: 1,
  status: "draft",
  template_body: body,
  input_contract: null,
  output_contract: null,
  instruction_category: null,
  changelog: null,
  ...more,
});
const detail = (revision: number, body = "Sum up [[text]]", more: Record<string, unknown> = {}) => ({
  lens: {
    id: "l1",
    slug: "brief",
    title: "Brief",
    description: null,
    visibility: "private",
    status: "draft",
    revision,
    tags: [],
  },
  author: { handle: "ada", display_name: "Ada" },
  head_version: version(body),
  published_version: null,
  draft_version: version(body),
  parameters: [],
  versions_count: 1,
  fork_of: null,
  used_by: null,
  is_mine: true,
  ...more,
});

let server: FakeServer;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  server = new FakeServer()
    .on("POST /v1/session/refresh", () => json(sessionBody("a1")))
    .rpc("fn_get_lens_version_parameters", []);
  vi.resetModules();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function open() {
  const { useLensDraft } = await import("./useLensDraft");
  const queries = new QueryClient();
  const tools: never[] = [];
  const first = detail(1);
  return renderHook(() => useLensDraft(first as never, [], tools), {
    wrapper: ({ children }) => <QueryClientProvider client={queries}>{children}</QueryClientProvider>,
  });
}
const pass = (millis: number) => act(() => vi.advanceTimersByTimeAsync(millis));
const sent = () => server.of(update).map((one) => one.body as Record<string, unknown>);

describe("a draft", () => {
  it("begins as the server has it and is saved", async () => {
    const { result } = await open();
    expect(result.current.draft).toMatchObject({
      title: "Brief",
      body: "Sum up [[text]]",
      visibility: "private",
    });
    expect(result.current.state).toBe("saved");
    expect(result.current.versionId).toBe("v1");
    await pass(5000);
    expect(server.of(update)).toHaveLength(0);
  });

  it("is stored once, a pause after the last key, with what was changed alone", async () => {
    server.rpc("fn_update_lens", null).on(get, json(detail(2)));
    const { result } = await open();
    for (const title of ["B", "Br", "Bri"]) {
      act(() => result.current.change({ title }));
      await pass(300);
    }
    expect(result.current.state).toBe("typing");
    expect(sent()).toEqual([]);
    await pass(700);
    expect(result.current.state).toBe("saved");
    expect(sent()).toEqual([{ p_lens_id: "l1", p_revision: 1, p_title: "Bri" }]);
  });

  it("goes on from the revision that the server gave", async () => {
    server.rpc("fn_update_lens", null).on(get, json(detail(2)), json(detail(3)));
    const { result } = await open();
    act(() => result.current.change({ title: "One" }));
    await pass(700);
    act(() => result.current.change({ title: "Two" }));
    await pass(700);
    expect(sent().map((one) => one.p_revision)).toEqual([1, 2]);
  });

  it("that is typed on while it is stored is stored again, in order", async () => {
    let answer: () => void = () => undefined;
    server
      .on(update, () => new Promise((resolve) => (answer = () => resolve(json(null)))), json(null))
      .on(get, json(detail(2)), json(detail(3)));
    const { result } = await open();
    act(() => result.current.change({ title: "One" }));
    await pass(700);
    act(() => result.current.change({ title: "Two" }));
    await pass(700);
    expect(sent()).toHaveLength(1);
    act(() => answer());
    await pass(0);
    expect(sent().map((one) => [one.p_revision, one.p_title])).toEqual([
      [1, "One"],
      [2, "Two"],
    ]);
    expect(result.current.state).toBe("saved");
  });

  it("that goes back to what is stored is not sent", async () => {
    const { result } = await open();
    act(() => result.current.change({ title: "Other" }));
    act(() => result.current.change({ title: "Brief" }));
    await pass(700);
    expect(result.current.state).toBe("saved");
    expect(sent()).toEqual([]);
  });

  it.each([{ title: " " }, { body: "" }])("that could not be used is not sent: %j", async (part) => {
    const { result } = await open();
    act(() => result.current.change(part));
    await pass(700);
    expect(result.current.state).toBe("problem");
    expect(sent()).toEqual([]);
    server.rpc("fn_update_lens", null).on(get, json(detail(2)));
    act(() => result.current.change({ title: "Good", body: "Good" }));
    await pass(700);
    expect(result.current.state).toBe("saved");
  });

  it("is saved at once when asked, and says whether it could", async () => {
    server.rpc("fn_update_lens", null).on(get, json(detail(2)));
    const { result } = await open();
    act(() => result.current.change({ title: "Now" }));
    let good: boolean | undefined;
    await act(async () => {
      good = await result.current.flush();
    });
    expect(good).toBe(true);
    expect(sent()).toHaveLength(1);
    await pass(5000);
    expect(sent()).toHaveLength(1);
  });

  it("tells why it could not be stored, keeps it, and stores it when that works again", async () => {
    server
      .on(
        update,
        new TypeError("Failed to fetch"),
        json({ code: "54000", message: "too long", hint: null }, 400),
        json(null),
      )
      .on(get, json(detail(2)));
    const { result } = await open();
    act(() => result.current.change({ title: "Mine" }));
    await pass(700);
    expect(result.current.problem).toMatchObject({ code: "offline" });
    expect(result.current.draft.title).toBe("Mine");
    await act(() => result.current.flush());
    expect(result.current.problem).toMatchObject({ code: "54000" });
    await act(() => result.current.flush());
    expect(result.current.problem).toBeNull();
    expect(result.current.state).toBe("saved");
  });

  it("is stored when the page is left", async () => {
    server.rpc("fn_update_lens", null).on(get, json(detail(2)));
    const { result, unmount } = await open();
    act(() => result.current.change({ title: "Last words" }));
    unmount();
    await pass(0);
    expect(sent()).toEqual([{ p_lens_id: "l1", p_revision: 1, p_title: "Last words" }]);
  });

  it("holds the window back while something is not stored", async () => {
    server.rpc("fn_update_lens", null).on(get, json(detail(2)));
    const { result } = await open();
    const leave = () => window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
    expect(leave()).toBe(true);
    act(() => result.current.change({ title: "Not yet" }));
    expect(leave()).toBe(false);
    await pass(700);
    expect(leave()).toBe(true);
  });
});

describe("a draft that somebody else changed meanwhile", () => {
  const stale = () => json({ code: "40001", message: "newer", hint: null }, 409);
  const conflicting = async () => {
    server.on(update, stale(), json(null)).on(get, json(detail(5, "Theirs [[text]]")), json(detail(6, "x")));
    const opened = await open();
    act(() => opened.result.current.change({ body: "Mine [[text]]" }));
    await pass(700);
    return opened;
  };

  it("is not stored over theirs", async () => {
    const { result } = await conflicting();
    expect(result.current.state).toBe("problem");
    expect(result.current.conflict?.theirs.body).toBe("Theirs [[text]]");
    expect(result.current.draft.body).toBe("Mine [[text]]");
    expect(result.current.problem).toBeNull();
    expect(sent()).toHaveLength(1);
  });

  it("is stored over theirs when one says so, on their revision", async () => {
    const { result } = await conflicting();
    act(() => result.current.keepMine());
    await pass(0);
    expect(result.current.conflict).toBeNull();
    expect(sent().at(-1)).toMatchObject({ p_revision: 5, p_template_body: "Mine [[text]]" });
    expect(result.current.state).toBe("saved");
  });

  it("is given up for theirs when one says so, and nothing is sent", async () => {
    const { result } = await conflicting();
    act(() => result.current.takeTheirs());
    await pass(700);
    expect(result.current.draft.body).toBe("Theirs [[text]]");
    expect(result.current.conflict).toBeNull();
    expect(result.current.state).toBe("saved");
    expect(sent()).toHaveLength(1);
  });
});

// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeServer, json } from "@/api/server.fixture";
import { leave, serverOfAda, visit } from "@/app/visit.fixture";

const feed = "POST /rest/v1/rpc/fn_get_human_activity_feed";
const entry = (at: number, more: Record<string, unknown> = {}) => ({
  occurred_at: new Date(Date.UTC(2026, 10, 23, 10) - at * 60_000).toISOString(),
  kind: "team_run",
  ai_lenser_id: "a1",
  ai_lenser_handle: "scribe",
  ai_lenser_name: "Scribe",
  title: `Run ${at}`,
  status: "completed",
  team_run_id: `t${at}`,
  workflow_id: "w1",
  schedule_id: null,
  action_type: null,
  payload: {},
  ...more,
});

let server: FakeServer;
beforeEach(() => {
  server = serverOfAda();
});
afterEach(leave);

const titles = async () => {
  await screen.findAllByRole("link", { name: /^(Scribe|Other)$/ });
  return [...document.querySelectorAll("main ol > li")].map((one) => one.textContent ?? "");
};

describe("the activity", () => {
  it("leads to runs and names actions", async () => {
    server.rpc("fn_get_human_activity_feed", [
      entry(0),
      entry(1, {
        kind: "action",
        team_run_id: null,
        action_type: "memory.written",
        title: "memory.written",
        status: "success",
      }),
    ]);
    await visit("/activity");
    await titles();
    expect(screen.getByRole("link", { name: "Run 0" }).getAttribute("href")).toBe("/team-runs/t0");
    expect(screen.getByText(/Memory written/)).toBeTruthy();
    expect(server.of(feed)[0]?.body).toEqual({ p_human_lenser_id: "me", p_limit: 50, p_offset: 0 });
  });

  it("shows a run that waits as one that needs a person", async () => {
    server.rpc("fn_get_human_activity_feed", [
      entry(0, { status: "draft", payload: { approval_status: "pending" } }),
    ]);
    await visit("/activity");
    await titles();
    expect(screen.getByText("Needs you")).toBeTruthy();
  });

  it("is narrowed by kind and agent, in the address", async () => {
    server.rpc("fn_get_human_activity_feed", [
      entry(0),
      entry(1, { ai_lenser_handle: "other", ai_lenser_name: "Other" }),
      entry(2, { kind: "action", team_run_id: null, action_type: "tool.assigned", status: "success" }),
    ]);
    const router = await visit("/activity");
    expect(await titles()).toHaveLength(3);
    fireEvent.change(screen.getByLabelText("Kind"), { target: { value: "team_run" } });
    fireEvent.change(screen.getByLabelText("Agent"), { target: { value: "other" } });
    await waitFor(() => expect(router.state.location.search).toEqual({ kind: "team_run", agent: "other" }));
    await waitFor(async () => expect(await titles()).toHaveLength(1));
    fireEvent.change(screen.getByLabelText("Kind"), { target: { value: "" } });
    fireEvent.change(screen.getByLabelText("Agent"), { target: { value: "" } });
    await waitFor(() => expect(router.state.location.search).toEqual({}));
  });

  it("goes on in pages while they are full", async () => {
    server.on(feed, (asked) =>
      json(
        (asked.body as { p_offset: number }).p_offset === 0
          ? Array.from({ length: 50 }, (_, at) => entry(at))
          : [entry(99, { title: "The last" })],
      ),
    );
    await visit("/activity");
    fireEvent.click(await screen.findByRole("button", { name: "Show more" }));
    expect(await screen.findByRole("link", { name: "The last" })).toBeTruthy();
    expect(server.of(feed).at(-1)?.body).toMatchObject({ p_offset: 50 });
    expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  });

  it("can be nothing yet", async () => {
    server.rpc("fn_get_human_activity_feed", []);
    await visit("/activity");
    expect(await screen.findByText(/Nothing has happened yet/)).toBeTruthy();
  });
});

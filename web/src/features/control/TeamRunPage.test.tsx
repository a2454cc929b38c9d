// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeServer, json } from "@/api/server.fixture";
import { leave, serverOfAda, visit } from "@/app/visit.fixture";

const rpc = (name: string) => `POST /rest/v1/rpc/${name}`;
const teamRun = (more: Record<string, unknown> = {}) => ({
  id: "tr1",
  ai_lenser_id: "a1",
  team_id: null,
  team_name: null,
  workflow_id: "w1",
  workflow_title: "Brief",
  workflow_run_id: null,
  status: "running",
  approval_status: "approved",
  scratchpad: {},
  scratchpad_version: 1,
  metadata: { workflow_title: "Reading brief" },
  created_at: "2026-11-23T10:00:00Z",
  started_at: "2026-11-23T10:00:00Z",
  completed_at: null,
  ...more,
});
const step = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  team_run_id: "tr1",
  node_id: `n-${id}`,
  team_member_id: null,
  ai_lenser_id: "a1",
  role: "writer",
  lane: 0,
  ordinal: 0,
  label: `Step ${id}`,
  title: `Step ${id}`,
  status: "completed",
  started_at: "2026-11-23T10:00:01Z",
  completed_at: "2026-11-23T10:00:03Z",
  blocker_summary: null,
  recent_output_summary: null,
  ...more,
});

let server: FakeServer;
beforeEach(() => {
  server = serverOfAda()
    .rpc("fn_list_agents_by_owner", [{ ai_lenser_id: "a1", handle: "lead", display_name: "Lead" }])
    .rpc("fn_list_agent_run_steps", [])
    .rpc("fn_agent_run_events", [])
    .rpc("fn_list_memory_profiles", [])
    .on("GET /rest/v1/approval_requests_v", json([]));
});
afterEach(leave);

const show = async (run: Record<string, unknown>) => {
  server.on("GET /rest/v1/team_runs", json([run]));
  const router = await visit("/team-runs/tr1");
  await screen.findByRole("heading", { name: "Reading brief" });
  return router;
};

describe("a team run", () => {
  it("leads back to its agent", async () => {
    await show(teamRun());
    const link = await screen.findByRole("link", { name: "← Lead" });
    expect(link.getAttribute("href")).toBe("/lenser/lead/ag/work");
  });

  it("shows what each member did, what holds one up, and what came of it", async () => {
    server.instead(
      rpc("fn_list_agent_run_steps"),
      json([
        step("1", { recent_output_summary: "Three facts" }),
        step("2", { status: "blocked", lane: 1, completed_at: null, blocker_summary: "waits for a person" }),
      ]),
    );
    await show(teamRun());
    const board = within(await screen.findByRole("region", { name: "Board" }));
    expect(board.getByText("Three facts")).toBeTruthy();
    expect(board.getByText("waits for a person")).toBeTruthy();
    const states = [...document.querySelectorAll("[data-step-status]")].map((one) =>
      one.getAttribute("data-step-status"),
    );
    expect(states.sort()).toEqual(["blocked", "completed"]);
  });

  it("says what waits for a person, its own requests alone", async () => {
    server.instead(
      "GET /rest/v1/approval_requests_v",
      json([
        { request_id: "tr1", request_kind: "team_run", title: "Brief", workflow_run_id: null },
        { request_id: "other", request_kind: "node", title: "Other", workflow_run_id: null },
      ]),
    );
    await show(teamRun({ status: "draft", started_at: null }));
    const ask = within(
      await waitFor(
        () => document.querySelector<HTMLElement>("[data-asks]") ?? Promise.reject(new Error("nothing asks")),
      ),
    );
    expect(ask.getByText("A run of “Brief” asks to start.")).toBeTruthy();
    expect(ask.getByRole("link", { name: "Decide" }).getAttribute("href")).toBe("/approvals/tr1");
    expect(document.querySelectorAll("[data-asks]")).toHaveLength(1);
    expect(document.querySelector('[data-status="blocked"]')).toBeTruthy();
  });

  it("that goes on can be cancelled", async () => {
    server.on(rpc("fn_cancel_agent_run"), json(null, 204));
    await show(teamRun());
    expect(screen.queryByRole("button", { name: "Start again" })).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Cancel run" }));
    await waitFor(() =>
      expect(server.of(rpc("fn_cancel_agent_run"))[0]?.body).toEqual({
        p_team_run_id: "tr1",
        p_ai_lenser_id: "a1",
      }),
    );
  });

  it.each(["failed", "cancelled"])(
    "that is %s can be started again, and leads to the new one",
    async (status) => {
      server.rpc("fn_retry_agent_run", "tr2");
      const router = await show(teamRun({ status, completed_at: "2026-11-23T10:01:00Z" }));
      expect(screen.queryByRole("button", { name: "Cancel run" })).toBeNull();
      fireEvent.click(screen.getByRole("button", { name: "Start again" }));
      await waitFor(() => expect(router.state.location.pathname).toBe("/team-runs/tr2"));
      expect(server.of(rpc("fn_retry_agent_run"))[0]?.body).toEqual({
        p_ai_lenser_id: "a1",
        p_run_id: "tr1",
      });
    },
  );

  it("that is over asks for nothing any more", async () => {
    await show(teamRun({ status: "completed", completed_at: "2026-11-23T10:01:00Z" }));
    expect(screen.queryByRole("button", { name: /Cancel run|Start again/ })).toBeNull();
    const asked = server.of("GET /rest/v1/approval_requests_v");
    expect(asked.every((one) => one.query.get("select") === "request_id")).toBe(true);
  });

  it("tells what happened, the newest first", async () => {
    server.instead(
      rpc("fn_agent_run_events"),
      json([
        { event_id: 1, event_type: "made_up.first_thing", occurred_at: "2026-11-23T10:00:00Z", payload: {} },
        { event_id: 3, event_type: "made_up.third", occurred_at: "2026-11-23T10:00:02Z", payload: {} },
        { event_id: 2, event_type: "made_up.second", occurred_at: "2026-11-23T10:00:01Z", payload: {} },
      ]),
    );
    await show(teamRun());
    await screen.findByText("made up third");
    const texts = [...document.querySelectorAll("ol li")].map((one) => one.textContent ?? "");
    const order = ["third", "second", "first thing"].map((word) =>
      texts.findIndex((text) => text.includes(`made up ${word}`)),
    );
    expect(order.every((at) => at >= 0)).toBe(true);
    expect([...order].sort((a, b) => a - b)).toEqual(order);
  });

  it("that one may not see is not found", async () => {
    server.on("GET /rest/v1/team_runs", json([]));
    await visit("/team-runs/none");
    expect(await screen.findByText("This run does not exist or you may not see it.")).toBeTruthy();
  });
});

// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeServer, json } from "@/api/server.fixture";
import { leave, serverOfAda, visit } from "@/app/visit.fixture";

const rpc = (name: string) => `POST /rest/v1/rpc/${name}`;
const run = (id: string) => ({
  id,
  workflow_id: "w1",
  status: "completed",
  trigger_mode: "manual",
  started_at: null,
  completed_at: null,
  created_at: "2026-11-23T10:00:00Z",
  spent_credits: 0,
});

let server: FakeServer;
beforeEach(() => {
  server = serverOfAda()
    .on("GET /rest/v1/samples", json([]))
    .on("GET /rest/v1/approval_requests_v", json([]))
    .on("GET /rest/v1/team_runs", json([]))
    .on("GET /rest/v1/run_approvals", json([]))
    .on("GET /rest/v1/workflows", json([{ id: "w1", title: "Reading brief" }]))
    .rpc("fn_get_fleet_overview", {
      agents_total: 0,
      agents_active: 0,
      credits_30d: 0,
      runs_24h: 0,
      approvals_pending: 0,
      schedules_active: 0,
    })
    .rpc("fn_list_recent_workflow_runs", [])
    .rpc("fn_get_human_activity_feed", [])
    .rpc("fn_search_lenses", [])
    .rpc("fn_get_my_workflows", [])
    .rpc("fn_get_my_api_keys", []);
});
afterEach(leave);

const hello = () => screen.findByRole("heading", { name: "Hello, Ada" });
const marks = () =>
  [...document.querySelectorAll("ol li")]
    .filter((one) => one.querySelector("a"))
    .map(
      (one) =>
        `${one.querySelector("a")?.textContent}: ${one.querySelector("svg")?.getAttribute("aria-label")}`,
    );

describe("a newcomer", () => {
  it("sees five steps, none of them done", async () => {
    await visit("/");
    await hello();
    await waitFor(() =>
      expect(marks()).toEqual([
        "Watch a run: to do",
        "Decide an approval: to do",
        "Write a lens: to do",
        "Wire a workflow: to do",
        "Store a key of your own: to do",
      ]),
    );
  });

  it("is told what is done by the server, and samples do not count", async () => {
    server
      .instead(rpc("fn_list_recent_workflow_runs"), json([run("r1")]))
      .instead(rpc("fn_search_lenses"), json([{ id: "l", title: "Sample: facts" }]))
      .instead(rpc("fn_get_my_workflows"), json([{ id: "w", title: "Mine" }]));
    await visit("/");
    await hello();
    await waitFor(() =>
      expect(marks().filter((one) => one.endsWith(": done"))).toEqual([
        "Watch a run: done",
        "Wire a workflow: done",
      ]),
    );
  });

  it("has nothing to do when all is done", async () => {
    server
      .instead(rpc("fn_list_recent_workflow_runs"), json([run("r1")]))
      .instead(rpc("fn_search_lenses"), json([{ id: "l", title: "Mine" }]))
      .instead(rpc("fn_get_my_workflows"), json([{ id: "w", title: "Mine" }]))
      .instead(
        "GET /rest/v1/team_runs",
        json([{ id: "t", metadata: {}, created_at: "2026-11-23T10:00:00Z" }]),
      )
      .instead(rpc("fn_get_my_api_keys"), json([{ id: "k" }]));
    await visit("/");
    await hello();
    await waitFor(() => expect(screen.queryByRole("button", { name: /Run the sample team/ })).toBeNull());
  });

  it("has the samples loaded and the team started by one button", async () => {
    server
      .rpc("fn_load_sample_space", {})
      .rpc("fn_list_agents_by_owner", [
        { ai_lenser_id: "a0", handle: "alone" },
        { ai_lenser_id: "a1", handle: "lead" },
      ])
      .on(rpc("fn_get_agent_workspace_bootstrap"), (asked) =>
        json({
          workflow_assignments: JSON.stringify(asked.body).includes("lead")
            ? [{ workflow_id: "w9", is_active: true, assignee_team_id: "t1" }]
            : [],
        }),
      )
      .rpc("fn_start_team_run", "tr1");
    const router = await visit("/");
    await hello();
    fireEvent.click(await screen.findByRole("button", { name: /Run the sample team/ }));
    await waitFor(() => expect(server.of(rpc("fn_load_sample_space"))).toHaveLength(1));
    const started = await waitFor(() => {
      const asked = server.of(rpc("fn_start_team_run"))[0];
      if (!asked) throw new Error(`not started; asked: ${server.asked.map((one) => one.route).join(", ")}`);
      return asked.body as Record<string, unknown>;
    });
    expect(started).toMatchObject({ p_ai_lenser_id: "a1", p_workflow_id: "w9", p_policy: "auto" });
    await waitFor(() => expect(router.state.location.pathname).toBe("/team-runs/tr1"));
  });

  it("can take the samples away again, after a question", async () => {
    server.instead("GET /rest/v1/samples", json([{ kind: "lens" }])).rpc("fn_remove_sample_space", {});
    await visit("/");
    await hello();
    fireEvent.click(await screen.findByRole("button", { name: "Remove the sample space" }));
    const question = within(await screen.findByRole("dialog", { name: "Remove the sample space" }));
    expect(server.of(rpc("fn_remove_sample_space"))).toHaveLength(0);
    fireEvent.click(question.getByRole("button", { name: "Remove it all" }));
    expect(await screen.findByText("The sample space is gone.")).toBeTruthy();
    expect(server.of(rpc("fn_remove_sample_space"))).toHaveLength(1);
  });
});

describe("the first page", () => {
  it("leads to what waits and to the newest runs", async () => {
    server
      .instead("GET /rest/v1/approval_requests_v", json([{ request_id: "a" }]))
      .instead(
        rpc("fn_list_recent_workflow_runs"),
        json(Array.from({ length: 12 }, (_, at) => run(`r${at}`))),
      );
    await visit("/");
    await hello();
    expect((await screen.findByRole("link", { name: "Decide" })).getAttribute("href")).toBe("/approvals");
    const links = await screen.findAllByRole("link", { name: "Reading brief" });
    expect(links.map((link) => link.getAttribute("href"))).toEqual(
      Array.from({ length: 8 }, (_, at) => `/runs/r${at}`),
    );
  });
});

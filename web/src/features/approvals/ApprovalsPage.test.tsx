// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeServer, json } from "@/api/server.fixture";
import { leave, serverOfAda, visit } from "@/app/visit.fixture";

const open = "GET /rest/v1/approval_requests_v";
const many = "POST /rest/v1/rpc/fn_decide_approvals";
const request = (id: string, more: Record<string, unknown> = {}) => ({
  request_id: id,
  request_kind: "team_run",
  ai_lenser_id: "a1",
  team_id: "t1",
  team_name: "Editors",
  workflow_id: "w1",
  workflow_run_id: null,
  node_id: null,
  tool_invocation_id: null,
  approval_status: "pending",
  run_status: "draft",
  gate_kind: null,
  requested_action: null,
  title: `Request ${id}`,
  inputs: { text: "hello" },
  metadata: {},
  expires_at: null,
  created_at: "2026-11-23T10:00:00Z",
  ...more,
});

let server: FakeServer;
beforeEach(() => {
  server = serverOfAda();
});
afterEach(leave);

const item = (id: string) =>
  within(document.querySelector<HTMLElement>(`[data-request="${id}"]`) as HTMLElement);
const loaded = () => screen.findByRole("list", { name: "Waiting" });

describe("what waits for a person", () => {
  it("is listed oldest first with what it is", async () => {
    server.on(
      open,
      json([
        request("r1"),
        request("n1", { request_kind: "node", team_name: null }),
        request("c1", { request_kind: "tool_invocation" }),
      ]),
    );
    await visit("/approvals");
    await loaded();
    expect(item("r1").getByText("Start of a run · Editors")).toBeTruthy();
    expect(item("n1").getByText("Question of a step")).toBeTruthy();
    expect(item("c1").getByText("Call of a tool · Editors")).toBeTruthy();
    expect(screen.getByRole("tab", { name: "Waiting (3)" })).toBeTruthy();
    expect(server.of(open).some((one) => one.query.get("order") === "created_at.asc,request_id.asc")).toBe(
      true,
    );
  });

  it("can be nothing", async () => {
    server.on(open, json([]));
    await visit("/approvals");
    expect(await screen.findByText(/Nothing waits for you/)).toBeTruthy();
    expect(screen.getByRole("link", { name: "To the agents" }).getAttribute("href")).toBe("/agents");
  });

  it("is not chosen in bulk when there is one, nor where each needs its own answer", async () => {
    server.on(open, json([request("r1"), request("n1", { request_kind: "node" })]));
    await visit("/approvals");
    await loaded();
    expect(item("r1").queryByRole("checkbox")).toBeNull();
    expect(screen.queryByLabelText(/Choose all/)).toBeNull();
  });
});

describe("deciding many", () => {
  beforeEach(() => {
    server.on(open, json([request("r1"), request("r2"), request("n1", { request_kind: "node" })]));
  });

  it("sends those that were chosen and says what came of it", async () => {
    server.rpc("fn_decide_approvals", [
      { request_id: "r1", ok: true, code: null },
      { request_id: "r2", ok: false, code: "55000" },
    ]);
    await visit("/approvals");
    await loaded();
    fireEvent.click(screen.getByLabelText("Choose all 2"));
    fireEvent.click(screen.getByRole("button", { name: "Approve 2" }));
    expect(
      await screen.findByText("1 request decided. 1 had been decided already or could not be."),
    ).toBeTruthy();
    expect(server.of(many)[0]?.body).toEqual({
      p_decisions: [
        { team_run_id: "r1", decision: "approved" },
        { team_run_id: "r2", decision: "approved" },
      ],
    });
    await waitFor(() => expect(screen.queryByRole("button", { name: /Approve 2/ })).toBeNull());
  });

  it("takes back what was chosen", async () => {
    server.rpc("fn_decide_approvals", [{ request_id: "r2", ok: true, code: null }]);
    await visit("/approvals");
    await loaded();
    fireEvent.click(item("r1").getByRole("checkbox"));
    fireEvent.click(item("r2").getByRole("checkbox"));
    fireEvent.click(item("r1").getByRole("checkbox"));
    fireEvent.click(screen.getByRole("button", { name: "Reject 1" }));
    expect(await screen.findByText("1 request decided.")).toBeTruthy();
    expect(server.of(many)[0]?.body).toEqual({ p_decisions: [{ team_run_id: "r2", decision: "rejected" }] });
  });

  it("keeps the choice when the server refuses all of it", async () => {
    server.on(many, json({ code: "42501", message: "not yours", hint: null }, 403));
    await visit("/approvals");
    await loaded();
    fireEvent.click(screen.getByLabelText("Choose all 2"));
    fireEvent.click(screen.getByRole("button", { name: "Reject 2" }));
    expect(await screen.findByText("not yours")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Reject 2" })).toBeTruthy();
  });
});

describe("what was decided", () => {
  it("is listed with the decision, the newest first", async () => {
    server.on(open, json([])).on(
      "GET /rest/v1/team_runs",
      json([
        {
          id: "r9",
          ai_lenser_id: "a1",
          approval_status: "rejected",
          metadata: { workflow_title: "Brief", decision_at: "2026-11-23T11:00:00Z" },
          created_at: "2026-11-23T10:00:00Z",
        },
        {
          id: "r8",
          ai_lenser_id: "a1",
          approval_status: "approved",
          metadata: {},
          created_at: "2026-11-23T09:00:00Z",
        },
      ]),
    );
    server.on(
      "GET /rest/v1/run_approvals",
      json([
        {
          run_id: "w5",
          status: "approved",
          decided_at: "2026-11-23T10:30:00Z",
          workflows: { title: "My own" },
        },
        { run_id: "w4", status: "rejected", decided_at: "2026-11-22T10:30:00Z", workflows: null },
      ]),
    );
    await visit("/approvals?view=decided");
    const link = await screen.findByRole("link", { name: "Brief" });
    expect(link.getAttribute("href")).toBe("/approvals/r9");
    const all = screen.getAllByRole("link").map((one) => one.getAttribute("href"));
    expect(all.filter((href) => href?.startsWith("/approvals/"))).toEqual([
      "/approvals/r9",
      "/approvals/w5",
      "/approvals/r8",
      "/approvals/w4",
    ]);
    expect(screen.getAllByText("Rejected")).toHaveLength(2);
    expect(screen.getByRole("link", { name: "My own" })).toBeTruthy();
    expect(screen.getAllByRole("link", { name: "Untitled request" })).toHaveLength(2);
    expect(server.of("GET /rest/v1/run_approvals")[0]?.query.get("status")).toBe("in.(approved,rejected)");
    expect(server.of("GET /rest/v1/team_runs")[0]?.query.get("approval_status")).toBe(
      "in.(approved,rejected)",
    );
  });

  it("can be nothing yet", async () => {
    server
      .on(open, json([]))
      .on("GET /rest/v1/team_runs", json([]))
      .on("GET /rest/v1/run_approvals", json([]));
    await visit("/approvals?view=decided");
    expect(await screen.findByText("Nothing was decided yet.")).toBeTruthy();
  });
});

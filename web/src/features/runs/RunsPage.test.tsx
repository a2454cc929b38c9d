// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeServer, json } from "@/api/server.fixture";
import { leave, serverOfAda, visit } from "@/app/visit.fixture";

const recent = "POST /rest/v1/rpc/fn_list_recent_workflow_runs";
const stored = "GET /rest/v1/workflow_runs";
const run = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  workflow_id: "w1",
  status: "completed",
  trigger_mode: "manual",
  started_at: "2026-11-23T10:00:00Z",
  completed_at: "2026-11-23T10:01:05Z",
  created_at: "2026-11-23T10:00:00Z",
  spent_credits: 1.5,
  ...more,
});

let server: FakeServer;
beforeEach(() => {
  server = serverOfAda().on("GET /rest/v1/workflows", json([{ id: "w1", title: "Reading brief" }]));
});
afterEach(leave);

const rows = async () => (await screen.findAllByRole("row")).slice(1).map((row) => within(row));

describe("the runs", () => {
  it("show workflow, status, who began them, time and cost", async () => {
    server.rpc("fn_list_recent_workflow_runs", [
      run("r2", { trigger_mode: "schedule" }),
      run("r1", { status: "failed", workflow_id: "gone", started_at: null, completed_at: null }),
    ]);
    await visit("/runs");
    const [first, second] = await rows();
    expect(first?.getByRole("link").getAttribute("href")).toBe("/runs/r2");
    expect(first?.getByText("Reading brief")).toBeTruthy();
    expect(first?.getByText("Completed")).toBeTruthy();
    expect(first?.getByText("a schedule")).toBeTruthy();
    expect(first?.getByText("1.5")).toBeTruthy();
    expect(second?.getByText("Failed")).toBeTruthy();
    expect(second?.getByText("–")).toBeTruthy();
  });

  it("can be none, and then lead on", async () => {
    server.rpc("fn_list_recent_workflow_runs", []);
    await visit("/runs");
    const link = await screen.findByRole("link", { name: "Go to the workflows" });
    expect(link.getAttribute("href")).toBe("/workflows");
    expect(server.of("GET /rest/v1/workflows")).toHaveLength(0);
  });

  it("are compared two at a time, the older first", async () => {
    server.rpc("fn_list_recent_workflow_runs", [run("r3"), run("r2"), run("r1")]);
    await visit("/runs");
    const [three, two, one] = await rows();
    fireEvent.click(one?.getByRole("checkbox") as HTMLElement);
    expect(screen.queryByRole("link", { name: "Compare these two" })).toBeNull();
    fireEvent.click(three?.getByRole("checkbox") as HTMLElement);
    const href = () => screen.getByRole("link", { name: "Compare these two" }).getAttribute("href");
    expect(href()).toBe("/compare?a=r1&b=r3");
    fireEvent.click(two?.getByRole("checkbox") as HTMLElement);
    expect(href()).toBe("/compare?a=r2&b=r3");
    fireEvent.click(two?.getByRole("checkbox") as HTMLElement);
    expect(screen.queryByRole("link", { name: "Compare these two" })).toBeNull();
  });

  it("tell a refusal", async () => {
    server.on(recent, json({ code: "42501", message: "not allowed", hint: null }, 403));
    await visit("/runs");
    expect(await screen.findByText("not allowed")).toBeTruthy();
  });
});

describe("runs that a figure led to", () => {
  it.each([
    ["workflow=w1", "workflow_id", "eq.w1"],
    ["agent=a1", "ai_lenser_id", "eq.a1"],
    ["schedule=s1", "schedule_id", "eq.s1"],
  ])("are those of %s alone", async (address, column, value) => {
    server.on(stored, json([run("r1")]));
    await visit(`/runs?${address}`);
    await rows();
    expect(server.of(stored)[0]?.query.get(column)).toBe(value);
    expect(server.of(stored)[0]?.query.get("order")).toBe("created_at.desc,id.desc");
    expect(server.of(recent)).toHaveLength(0);
    expect(screen.getByRole("link", { name: "Show all" }).getAttribute("href")).toBe("/runs");
  });

  it("of a lens are found through its versions", async () => {
    server
      .on("GET /rest/v1/versions", json([{ id: "v1" }, { id: "v2" }]))
      .on("GET /rest/v1/workflow_node_results", json([{ run_id: "r1" }, { run_id: "r1" }, { run_id: "r2" }]))
      .on(stored, json([run("r1"), run("r2")]));
    await visit("/runs?lens=l1");
    expect(await rows()).toHaveLength(2);
    expect(server.of("GET /rest/v1/workflow_node_results")[0]?.query.get("resolved_lens_version_id")).toBe(
      "in.(v1,v2)",
    );
    expect(server.of(stored)[0]?.query.get("id")).toBe("in.(r1,r2)");
  });

  it("of one version of a lens are those whose steps rendered it", async () => {
    server.on("GET /rest/v1/workflow_node_results", json([{ run_id: "r1" }])).on(stored, json([run("r1")]));
    await visit("/runs?version=v7");
    await rows();
    expect(server.of("GET /rest/v1/workflow_node_results")[0]?.query.get("resolved_lens_version_id")).toBe(
      "eq.v7",
    );
  });

  it("of a key are those that paid with it", async () => {
    server.on("GET /rest/v1/key_usage_log", json([{ run_id: "r1" }])).on(stored, json([run("r1")]));
    await visit("/runs?key=k1");
    await rows();
    expect(server.of("GET /rest/v1/key_usage_log")[0]?.query.get("key_id")).toBe("eq.k1");
    expect(server.of(stored)[0]?.query.get("id")).toBe("in.(r1)");
  });

  it("of a day are those from its midnight to the next, in UTC", async () => {
    server.on(stored, json([run("r1")]));
    await visit("/runs?day=2026-02-28");
    await rows();
    expect(server.of(stored)[0]?.query.getAll("created_at")).toEqual([
      "gte.2026-02-28T00:00:00Z",
      "lt.2026-03-01T00:00:00.000Z",
    ]);
  });

  it.each(["2026-13-01", "yesterday", "2026-1-1"])("of no day are all: %s", async (day) => {
    server.rpc("fn_list_recent_workflow_runs", [run("r1")]);
    await visit(`/runs?day=${day}`);
    await rows();
    expect(server.of(stored)).toHaveLength(0);
  });

  it("of a model are found by its route, whatever slashes its name has", async () => {
    server.on("GET /rest/v1/workflow_node_results", json([{ run_id: "r1" }])).on(stored, json([run("r1")]));
    await visit(`/runs?model=${encodeURIComponent("openrouter/meta/llama-3")}`);
    await rows();
    await waitFor(() =>
      expect(server.of("GET /rest/v1/workflow_node_results")[0]?.query.get("provider_route")).toBe(
        'cs.{"provider_key":"openrouter","model_key":"meta/llama-3"}',
      ),
    );
  });
});

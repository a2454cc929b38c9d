// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeServer, json } from "@/api/server.fixture";
import { leave, serverOfAda, type, visit } from "@/app/visit.fixture";

const queue = "GET /rest/v1/approval_requests_v";
const rpc = (name: string) => `POST /rest/v1/rpc/${name}`;
const node = (id: string, kind: string) => ({
  id,
  label: `step ${id}`,
  kind,
  lens_id: null,
  version_id: null,
  config: {},
  position_x: 0,
  position_y: 0,
  ordinal: 0,
});

let server: FakeServer;
beforeEach(() => {
  server = serverOfAda()
    .on(
      "GET /rest/v1/workflow_runs",
      json({ id: "r1", workflow_id: "w1", workflow_version_id: "v1", context_inputs: {} }),
    )
    .on("GET /rest/v1/workflows", json({ title: "Reading brief" }))
    .rpc("fn_get_workflow_version_snapshot", [
      { nodes: [node("a", "approval"), node("b", "callback"), node("c", "wait")], edges: [] },
    ])
    .rpc("fn_get_run_provenance", [])
    .rpc("fn_list_workflow_runs", [])
    .rpc("fn_get_workflow_node_results", [])
    .on(queue, (asked) =>
      json(
        asked.query.get("workflow_run_id") === "eq.r1"
          ? [{ request_id: "q1", request_kind: "node", title: "Reading brief", node_id: "a" }]
          : [],
      ),
    );
});
afterEach(leave);

const show = async (...blocked: [string, string | null][]) => {
  const events: [string, string | null, Record<string, unknown>][] = [
    ["run.started", null, { nodes: ["a", "b", "c"] }],
    ...blocked.map(([id, reason]): [string, string, Record<string, unknown>] => [
      "node.blocked",
      id,
      reason ? { reason } : {},
    ]),
  ];
  const text = events
    .map(([kind, nodeId, payload], at) => {
      const event = {
        eventId: at + 1,
        type: kind,
        runId: "r1",
        nodeId,
        timestamp: "2026-11-23T10:00:00Z",
        payload,
      };
      return `id: ${at + 1}\nevent: ${kind}\ndata: ${JSON.stringify(event)}\n\n`;
    })
    .join("");
  server.on(
    "GET /v1/runs/r1/events",
    () =>
      new Response(
        new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode(text)) }),
        { headers: { "Content-Type": "text/event-stream" } },
      ),
  );
  await visit("/runs/r1");
  await screen.findByRole("tab", { name: `Events ${events.length}` });
};
const asking = (kind: string) =>
  waitFor(
    () =>
      document.querySelector<HTMLElement>(`[data-asks="${kind}"]`) ?? Promise.reject(new Error("no such")),
  );

describe("a run of one's own that waits", () => {
  it("for a person leads to the form of the question", async () => {
    await show(["a", "human_input"]);
    const question = within(await asking("node"));
    expect(question.getByText("A step of “Reading brief” asks a person. step a")).toBeTruthy();
    expect(question.getByRole("link", { name: "Decide" }).getAttribute("href")).toBe("/approvals/q1");
    expect(document.querySelector('[data-asks="callback"]')).toBeNull();
  });

  it("for time alone asks nobody", async () => {
    await show(["c", null]);
    expect(document.querySelector("[data-asks]")).toBeNull();
    expect(screen.queryByRole("link", { name: "Decide" })).toBeNull();
  });

  it("for an outside system gives out the address when it is asked to", async () => {
    server.rpc("fn_open_callback", { url: "/v1/callbacks/secret-1", expires_at: "2026-11-24T10:00:00Z" });
    await show(["b", "external_callback"]);
    const one = within(await asking("callback"));
    expect(one.getByText("The step “step b” waits for an outside system.")).toBeTruthy();
    expect(server.of(rpc("fn_open_callback"))).toHaveLength(0);
    fireEvent.click(one.getByRole("button", { name: "Give out an address" }));
    expect(await one.findByText("http://here/v1/callbacks/secret-1")).toBeTruthy();
    expect(server.of(rpc("fn_open_callback"))[0]?.body).toEqual({ p_run_id: "r1", p_node_id: "b" });
  });

  it.each([
    ['{"ok": true}', { ok: true }],
    ["all went well", "all went well"],
  ])("for an outside system can be answered here: %s", async (typed, payload) => {
    server
      .rpc("fn_open_callback", { url: "/v1/callbacks/secret-2", expires_at: "2026-11-24T10:00:00Z" })
      .rpc("fn_resolve_callback", null);
    await show(["b", "external_callback"]);
    const one = within(await asking("callback"));
    fireEvent.click(one.getByRole("button", { name: "Answer it here" }));
    type("Answer (JSON, or plain text)", typed);
    fireEvent.click(one.getByRole("button", { name: "Send the answer" }));
    await waitFor(() =>
      expect(server.of(rpc("fn_resolve_callback"))[0]?.body).toEqual({
        p_token: "secret-2",
        p_payload: payload,
      }),
    );
    expect(await screen.findByText("Answered")).toBeTruthy();
  });

  it("says why an answer was not taken, and keeps it", async () => {
    server.on(
      rpc("fn_open_callback"),
      json({ code: "55000", message: "it waits for nobody", hint: null }, 400),
    );
    await show(["b", "external_callback"]);
    const one = within(await asking("callback"));
    fireEvent.click(one.getByRole("button", { name: "Answer it here" }));
    type("Answer (JSON, or plain text)", "late");
    fireEvent.click(one.getByRole("button", { name: "Send the answer" }));
    expect(await one.findByText(/waits for nobody/)).toBeTruthy();
    expect((one.getByLabelText("Answer (JSON, or plain text)") as HTMLTextAreaElement).value).toBe("late");
  });
});

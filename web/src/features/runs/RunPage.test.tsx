// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeServer, json } from "@/api/server.fixture";
import { leave, serverOfAda, visit } from "@/app/visit.fixture";

const stream = "GET /v1/runs/r1/events";
const rerun = "POST /rest/v1/rpc/fn_rerun_workflow_run";
const node = (id: string) => ({
  id,
  label: `step ${id}`,
  kind: "lens",
  lens_id: `lens-${id}`,
  version_id: null,
  config: {},
  position_x: 0,
  position_y: 0,
  ordinal: 0,
});
const graph = {
  nodes: [node("a"), node("b")],
  edges: [
    {
      id: "e",
      source_node_id: "a",
      target_node_id: "b",
      source_output_key: "output",
      target_param_label: "text",
      merge_strategy: "last_write_wins",
      condition: null,
      ordinal: 0,
    },
  ],
};

let server: FakeServer;
beforeEach(() => {
  server = serverOfAda()
    .on(
      "GET /rest/v1/workflow_runs",
      json({
        id: "r1",
        workflow_id: "w1",
        workflow_version_id: "v1",
        context_inputs: { text: "hello", words: 3 },
      }),
    )
    .on("GET /rest/v1/workflows", json({ title: "Reading brief" }))
    .rpc("fn_get_workflow_version_snapshot", [graph])
    .rpc("fn_get_run_provenance", [
      {
        id: "1",
        source_node_id: "a",
        source_output_path: "output",
        target_node_id: "b",
        target_input_path: "text",
      },
      {
        id: "2",
        source_node_id: null,
        source_output_path: "text",
        target_node_id: "a",
        target_input_path: "text",
      },
    ])
    .rpc("fn_list_workflow_runs", [])
    .rpc("fn_get_workflow_node_results", []);
});
afterEach(leave);

/** A stream of these events that then stays open or ends. */
const follow = (...events: [string, string | null, Record<string, unknown>?][]) => {
  const text = events
    .map(([type, nodeId, payload], at) => {
      const event = {
        eventId: at + 1,
        type,
        runId: "r1",
        nodeId,
        timestamp: `2026-11-23T10:00:${String(at).padStart(2, "0")}.000Z`,
        payload: payload ?? {},
      };
      return `id: ${at + 1}\nevent: ${type}\ndata: ${JSON.stringify(event)}\n\n`;
    })
    .join("");
  server.on(
    stream,
    () =>
      new Response(
        new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode(text)) }),
        { headers: { "Content-Type": "text/event-stream" } },
      ),
  );
};
const finished: [string, string | null, Record<string, unknown>?][] = [
  ["run.started", null, { nodes: ["a", "b"] }],
  ["node.started", "a", { attempt: 1 }],
  [
    "cost.recorded",
    "a",
    { costCredits: 1.5, inputTokens: 10, outputTokens: 5, provider: "demo", model: "writer" },
  ],
  ["node.completed", "a", { output: { output: "A says", data: { score: 7 } } }],
  ["node.started", "b", { attempt: 1 }],
  ["node.retried", "b", { cause: "rate_limit", delayMs: 500 }],
  ["node.started", "b", { attempt: 2 }],
  ["node.completed", "b", { output: { output: "B says" } }],
  ["run.completed", null],
];
const failed: [string, string | null, Record<string, unknown>?][] = [
  ["run.started", null, { nodes: ["a", "b"] }],
  ["node.started", "a", { attempt: 1 }],
  ["node.failed", "a", { cause: "timeout", error: { message: "the model did not answer" } }],
  ["node.skipped", "b", { edges: [{ edgeId: "e", because: "source_failed" }] }],
  ["run.failed", null, { error: { message: "node failed", nodeId: "a" } }],
];
const press = (key: string) => fireEvent.keyDown(document.body, { key });

describe("a run", () => {
  it("shows what it is and how it stands", async () => {
    follow(...finished);
    await visit("/runs/r1");
    expect(await screen.findByText(/1\.5 credits/)).toBeTruthy();
    expect(screen.getByRole("heading", { name: "Reading brief" })).toBeTruthy();
    expect(document.querySelector('[data-status="completed"]')).toBeTruthy();
    expect(screen.getByRole("link", { name: "Open workflow" }).getAttribute("href")).toBe("/workflows/w1");
    expect(screen.getByText(/"text": "hello"/)).toBeTruthy();
    expect(screen.getByRole("tab", { name: /Events 9/ })).toBeTruthy();
  });

  it("is walked step by step by keys, in the order in which it runs", async () => {
    follow(...finished);
    await visit("/runs/r1");
    await screen.findByText(/1\.5 credits/);
    press("j");
    const first = within(
      await screen.findByRole("region", { name: /step a/ }).catch(() => screen.getByRole("main")),
    );
    expect(first.getByText("A says")).toBeTruthy();
    expect(first.getByText("demo/writer")).toBeTruthy();
    expect(first.getByText("10 + 5 tokens")).toBeTruthy();
    expect(first.getByText(/"score": 7/)).toBeTruthy();
    press("j");
    expect(await screen.findByText("B says")).toBeTruthy();
    expect(screen.getAllByText(/attempt 2/).length).toBeGreaterThan(0);
    press("k");
    expect(await screen.findByText("A says")).toBeTruthy();
  });

  it("says where a step's inputs came from, back to the run's", async () => {
    follow(...finished);
    await visit("/runs/r1");
    await screen.findByText(/1\.5 credits/);
    press("j");
    press("j");
    await screen.findByText("B says");
    expect(screen.getByText("Where its inputs came from")).toBeTruthy();
    expect(screen.getAllByText(/run input/).length).toBeGreaterThan(0);
    fireEvent.click(screen.getAllByRole("button", { name: "step a" })[0] as HTMLElement);
    expect(await screen.findByText("A says")).toBeTruthy();
    expect(screen.getByText("Where its output went")).toBeTruthy();
  });

  it("shows on its graph where values came from and went on to, with the values beside their paths", async () => {
    follow(...finished);
    await visit("/runs/r1");
    await screen.findByText(/1\.5 credits/);
    press("j");
    await screen.findByText("A says");
    await waitFor(() => expect(document.querySelector('[data-edge="onwards"]')).not.toBeNull());
    expect(screen.getAllByText("hello", { selector: "span" }).length).toBeGreaterThan(0);
    press("j");
    await waitFor(() => expect(document.querySelector('[data-edge="into"]')).not.toBeNull());
    expect(screen.getAllByText("A says").length).toBeGreaterThan(0);
    press("t");
    await waitFor(() =>
      expect(
        [...document.querySelectorAll<HTMLElement>("[data-critical]")].map((one) => one.dataset.critical),
      ).toEqual(["a", "b"]),
    );
  });

  it("that waits for a person leads to the decision", async () => {
    follow(
      ["run.started", null, { nodes: ["a", "b"] }],
      ["node.started", "a", { attempt: 1 }],
      ["node.blocked", "a", { reason: "human_input" }],
    );
    server.on("GET /rest/v1/approval_requests_v", (asked) =>
      json(
        asked.query.get("workflow_run_id") === "eq.r1"
          ? [{ request_id: "q1", request_kind: "node", workflow_run_id: "r1", node_id: "a" }]
          : [],
      ),
    );
    await visit("/runs/r1");
    fireEvent.click((await screen.findAllByRole("button", { name: /step a/ }))[0] as HTMLElement);
    expect(await screen.findByText("Waits for a person.")).toBeTruthy();
    await waitFor(() => expect(screen.getAllByRole("link", { name: "Decide" })).toHaveLength(2));
    for (const link of screen.getAllByRole("link", { name: "Decide" }))
      expect(link.getAttribute("href")).toBe("/approvals/q1");
  });

  it("that waits for an approval to start says so above all else", async () => {
    server
      .on(
        stream,
        () => new Response(new ReadableStream(), { headers: { "Content-Type": "text/event-stream" } }),
      )
      .on(
        "GET /rest/v1/approval_requests_v",
        json([
          {
            request_id: "q1",
            request_kind: "team_run",
            title: "Reading",
            workflow_run_id: "r1",
            node_id: null,
          },
        ]),
      );
    await visit("/runs/r1");
    expect(await screen.findByText("A run of “Reading” asks to start.")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Decide" }).getAttribute("href")).toBe("/approvals/q1");
  });

  it("that goes on can be cancelled", async () => {
    follow(["run.started", null, { nodes: ["a", "b"] }], ["node.started", "a", { attempt: 1 }]);
    server.on("POST /rest/v1/rpc/fn_cancel_workflow_run", json(null, 204));
    await visit("/runs/r1");
    fireEvent.click(await screen.findByRole("button", { name: "Cancel run" }));
    await waitFor(() =>
      expect(server.of("POST /rest/v1/rpc/fn_cancel_workflow_run")[0]?.body).toEqual({ p_run_id: "r1" }),
    );
    expect(screen.queryByRole("button", { name: "Run again" })).toBeNull();
  });

  it("that failed says which step and why, before anything else", async () => {
    follow(...failed);
    await visit("/runs/r1");
    expect(await screen.findByText(/the model did not answer/)).toBeTruthy();
    expect(screen.getAllByText(/step a/).length).toBeGreaterThan(0);
    expect(document.querySelector('[data-status="failed"]')).toBeTruthy();
  });

  it.each([403, 404])("that one may not see is not found (%i)", async (status) => {
    server.on(stream, json({}, status));
    await visit("/runs/r1");
    expect(await screen.findByText("This run does not exist or you may not see it.")).toBeTruthy();
  });

  it("leads to a comparison with the last one that went well", async () => {
    follow(...failed);
    server.instead(
      "POST /rest/v1/rpc/fn_list_workflow_runs",
      json([
        { id: "r1", status: "failed" },
        { id: "r0", status: "completed" },
      ]),
    );
    await visit("/runs/r1");
    const link = await screen.findByRole("link", { name: "Compare with last success" });
    expect(link.getAttribute("href")).toBe("/compare?a=r0&b=r1");
  });
});

describe("running again", () => {
  const plan = {
    run_id: null,
    invalidated: [{ node_id: "b", label: "step b", status: "completed" }],
    reused: [{ node_id: "a", label: "step a" }],
    estimated_credits: 2.5,
  };
  const open = async () => {
    follow(...finished);
    await visit("/runs/r1");
    fireEvent.click(await screen.findByRole("button", { name: "Run again" }));
    return within(await screen.findByRole("dialog", { name: "Run again" }));
  };
  const bodies = () => server.of(rerun).map((one) => one.body as Record<string, unknown>);

  it("says first what runs again, what is reused and what it costs", async () => {
    server.on(rerun, json(plan));
    const dialog = await open();
    expect(await dialog.findByText(/1 step runs again/)).toBeTruthy();
    expect(dialog.getByText(/1 finished step is reused/)).toBeTruthy();
    expect(dialog.getByText(/About 2\.5 credits/)).toBeTruthy();
    expect(bodies()).toEqual([
      { p_run_id: "r1", p_from_node_id: null, p_version: "same", p_inputs: null, p_dry_run: true },
    ]);
  });

  it("starts with other inputs, each of its kind, and leads to the new run", async () => {
    server.on(rerun, (asked) =>
      json({ ...plan, run_id: (asked.body as { p_dry_run: boolean }).p_dry_run ? null : "r2" }),
    );
    const dialog = await open();
    await dialog.findByText(/1 step runs again/);
    fireEvent.change(dialog.getByLabelText("words"), { target: { value: "12" } });
    fireEvent.change(dialog.getByLabelText("text"), { target: { value: "12" } });
    fireEvent.change(dialog.getByLabelText("Version"), { target: { value: "newest" } });
    server.on("GET /v1/runs/r2/events", json({}, 404));
    fireEvent.click(dialog.getByRole("button", { name: "Start" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(bodies().at(-1)).toEqual({
      p_run_id: "r1",
      p_from_node_id: null,
      p_version: "newest",
      p_inputs: { text: "12", words: 12 },
      p_dry_run: false,
    });
  });

  it("is not started where the server says it cannot be", async () => {
    server.on(rerun, json({ code: "55000", message: "it is still going on", hint: null }, 409));
    const dialog = await open();
    expect(await dialog.findByText("it is still going on")).toBeTruthy();
    expect((dialog.getByRole("button", { name: "Start" }) as HTMLButtonElement).disabled).toBe(true);
  });
});

import { describe, expect, it } from "vitest";
import { emptyRun, type RunEvent, reduceRun } from "./runEvents";

const node = "0197d4c0-0000-7000-8000-000000000001";

function events(...list: [string, string | null, Record<string, unknown>?][]): RunEvent[] {
  return list.map(([type, nodeId, payload], index) => ({
    eventId: index + 1,
    type,
    runId: "run",
    nodeId,
    timestamp: `2026-11-23T10:00:0${index}Z`,
    payload: payload ?? {},
  }));
}

const story = events(
  ["run.started", null],
  ["node.queued", node],
  ["node.started", node, { attempt: 1 }],
  ["node.stream.delta", node, { deltaIndex: 0, text: "Two " }],
  ["node.stream.delta", node, { deltaIndex: 1, text: "words" }],
  ["node.retried", node, { attempt: 1, cause: "rate_limit", delayMs: 20 }],
  ["node.started", node, { attempt: 2 }],
  ["cost.recorded", node, { costCredits: 1.5 }],
  ["node.completed", node, { output: { kind: "text", output: "All done" } }],
  ["run.completed", null],
);

describe("reduceRun", () => {
  it("follows a node from queue to answer", () => {
    const states = story.map((_, i) => story.slice(0, i + 1).reduce(reduceRun, emptyRun));
    expect(states.map((s) => s.nodes[node]?.status)).toEqual([
      undefined,
      "queued",
      "running",
      "streaming",
      "streaming",
      "retrying",
      "running",
      "running",
      "completed",
      "completed",
    ]);
    expect(states[4]?.nodes[node]?.text).toBe("Two words");
    expect(states[5]?.nodes[node]?.waitingReason).toBe("rate_limit");
    expect(states[6]?.nodes[node]?.text).toBe("");
    expect(states[9]).toMatchObject({ status: "completed", credits: 1.5, lastEventId: 10 });
    expect(states[9]?.nodes[node]).toMatchObject({ attempts: 2, text: "All done", error: null });
  });

  it("applies every event once, however often it arrives", () => {
    const once = story.reduce(reduceRun, emptyRun);
    const twice = [...story, ...story].reduce(reduceRun, emptyRun);
    expect(twice).toEqual(once);
  });

  it("keeps the human cause of a failure", () => {
    const failed = events(
      ["run.started", null],
      ["node.started", node],
      ["node.failed", node, { error: { cause: "provider_error", message: "the model did not answer" } }],
      ["run.failed", null, { error: { message: 'node "x" failed' } }],
    ).reduce(reduceRun, emptyRun);
    expect(failed.nodes[node]?.error).toBe("the model did not answer");
    expect(failed).toMatchObject({ status: "failed", error: 'node "x" failed' });
  });

  it("moves on over types it does not know", () => {
    const after = reduceRun(emptyRun, { ...(story[0] as RunEvent), type: "future.thing" });
    expect(after).toEqual({ ...emptyRun, lastEventId: 1 });
  });
});

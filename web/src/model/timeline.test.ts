import { describe, expect, it } from "vitest";
import { emptyRun, type RunEvent, reduceAll, untouchedNode } from "./runEvents";
import { criticalPath, timeline } from "./timeline";

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();
const start = Date.parse(at(0));
const events = (...list: [number, string, string | null, Record<string, unknown>?][]): RunEvent[] =>
  list.map(([seconds, type, nodeId, payload], index) => ({
    eventId: index + 1,
    type,
    runId: "r",
    nodeId,
    timestamp: at(seconds),
    payload: payload ?? {},
  }));

const run = reduceAll(
  emptyRun,
  events(
    [0, "run.started", null],
    [0, "node.queued", "a"],
    [1, "node.started", "a"],
    [2, "node.stream.delta", "a", { text: "x" }],
    [3, "node.retried", "a", { cause: "timeout" }],
    [4, "node.started", "a"],
    [5, "node.completed", "a", { output: { output: "x" } }],
    [105, "node.queued", "b"],
    [105, "node.started", "b"],
    [106, "node.failed", "b", { cause: "timeout" }],
    [106, "run.failed", null],
  ),
);

describe("timeline", () => {
  it("tells waiting, working, answering and pauses apart", () => {
    const { rows } = timeline(run, ["a", "b", "never"], 0);
    expect(rows.map((row) => row.id)).toEqual(["a", "b"]);
    expect(
      rows[0]?.segments.map((one) => [
        one.kind,
        (one.from - start) / 1000,
        (one.to - start) / 1000,
        one.failed,
      ]),
    ).toEqual([
      ["queued", 0, 1, false],
      ["working", 1, 2, true],
      ["answering", 2, 3, true],
      ["pause", 3, 4, false],
      ["working", 4, 5, false],
    ]);
    expect(rows[0]?.firstText).toBe(start + 2000);
  });

  it("draws idle time short and keeps the order of instants", () => {
    const { gaps, place, from, to } = timeline(run, ["a", "b"], 0);
    expect(gaps).toEqual([{ from: start + 5000, to: start + 105_000 }]);
    expect(place(from)).toBe(0);
    expect(place(to)).toBeCloseTo(1);
    expect(place(start + 105_000) - place(start + 5000)).toBeCloseTo(0.04);
    const places = Array.from({ length: 200 }, (_, i) => place(from + ((to - from) * i) / 199));
    expect(places.every((one, i) => i === 0 || one >= (places[i - 1] ?? 0))).toBe(true);
  });

  it("lets what still goes on reach the present", () => {
    const live = reduceAll(emptyRun, events([0, "run.started", null], [1, "node.started", "a"]));
    expect(timeline(live, ["a"], start + 9000).rows[0]?.segments[0]?.to).toBe(start + 9000);
    expect(timeline(emptyRun, [], start).rows).toEqual([]);
  });
});

describe("the steps on which the time hung", () => {
  const edge = (source_node_id: string, target_node_id: string) => ({ source_node_id, target_node_id });
  const ended = (nodes: Record<string, number | null>) => ({
    ...emptyRun,
    nodes: Object.fromEntries(
      Object.entries(nodes).map(([id, seconds]) => [
        id,
        { ...untouchedNode, endedAt: seconds === null ? null : at(seconds) },
      ]),
    ),
  });
  const edges = [edge("a", "b"), edge("a", "c"), edge("b", "d"), edge("c", "d")];

  it("go back through the source that ended last", () => {
    expect(criticalPath(ended({ a: 1, b: 5, c: 3, d: 6 }), edges)).toEqual(["a", "b", "d"]);
    expect(criticalPath(ended({ a: 1, b: 5, c: 9, d: 10 }), edges)).toEqual(["a", "c", "d"]);
  });

  it("end with a step that nothing follows, also where all end at once", () => {
    expect(criticalPath(ended({ d: 1, a: 1, b: 1, c: 1 }), edges)).toEqual(["a", "b", "d"]);
    expect(criticalPath(ended({ a: 1, b: 1, c: 1, d: 1 }), edges)).toEqual(["a", "b", "d"]);
  });

  it("leave out what has not ended, and end on a circle", () => {
    expect(criticalPath(ended({ a: 1, b: null, c: 3, d: 6 }), edges)).toEqual(["a", "c", "d"]);
    expect(criticalPath(ended({}), edges)).toEqual([]);
    expect(criticalPath(ended({ a: 1, b: 2 }), [edge("a", "b"), edge("b", "a")])).toEqual(["a", "b"]);
  });
});

it("reduces 20,000 events of 200 steps in good time", () => {
  const many: RunEvent[] = Array.from({ length: 20_000 }, (_, i) => ({
    eventId: i + 1,
    type: i < 200 ? "node.started" : "node.stream.delta",
    runId: "r",
    nodeId: `n${i % 200}`,
    timestamp: at(i / 100),
    payload: { text: "word " },
  }));
  const before = performance.now();
  let view = emptyRun;
  for (let i = 0; i < many.length; i += 100) view = reduceAll(view, many.slice(i, i + 100));
  expect(view.lastEventId).toBe(20_000);
  expect(view.nodes.n0?.text).toHaveLength(99 * 5);
  expect(performance.now() - before).toBeLessThan(5000);
});

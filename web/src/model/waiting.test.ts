import { expect, it } from "vitest";
import { edgeOf } from "./graph.fixture";
import { emptyRun, type NodeView, type RunView, untouchedNode } from "./runEvents";
import { shownStatus, waitingSentence } from "./waiting";

const edges = [edgeOf("a", "c"), edgeOf("b", "c")];
const labels = new Map([
  ["a", "Research"],
  ["b", "Quotes"],
  ["c", "Brief"],
]);
const runOf = (nodes: Record<string, Partial<NodeView>>): RunView => ({
  ...emptyRun,
  nodes: Object.fromEntries(Object.entries(nodes).map(([id, part]) => [id, { ...untouchedNode, ...part }])),
});
const said = (nodes: Record<string, Partial<NodeView>>, now = 0) =>
  waitingSentence("c", edges, runOf(nodes), labels, now);

it("names the inputs that are still to come", () => {
  expect(
    said({ a: { status: "completed" }, b: { status: "running" }, c: { status: "awaiting_dependency" } }),
  ).toEqual({
    key: "waiting.inputs",
    values: { open: 1, all: 2, labels: "Quotes" },
  });
  expect(
    said({ a: { status: "skipped" }, b: { status: "failed" }, c: { status: "awaiting_dependency" } }),
  ).toBeNull();
});

it("counts down to the next attempt", () => {
  const one = {
    attempt: 1,
    startedAt: "",
    firstTextAt: null,
    endedAt: "2026-01-01T00:00:00Z",
    outcome: "retried" as const,
    cause: "rate_limit",
    message: null,
    delayMs: 12_000,
  };
  const now = Date.parse("2026-01-01T00:00:02Z");
  expect(
    said({ c: { status: "retrying", waitingReason: "rate_limit", attempts: 1, tries: [one] } }, now)?.values,
  ).toEqual({
    cause: "rate_limit",
    seconds: 10,
    attempt: 2,
  });
});

it("says which connection let a step be skipped", () => {
  const because = (reason: string) =>
    said({
      c: {
        status: "skipped",
        skipped: [
          { edgeId: "a-c", because: "live" },
          { edgeId: "b-c", because: reason },
        ],
      },
    });
  expect(because("condition_false")).toEqual({ key: "waiting.condition_false", values: { label: "Quotes" } });
  expect(because("source_failed")?.key).toBe("waiting.source_failed");
});

it("is silent about steps that work, and asks for a person where one is needed", () => {
  expect(said({ c: { status: "running" } })).toBeNull();
  expect(said({})).toBeNull();
  expect(said({ c: { status: "blocked" } })?.key).toBe("waiting.person");
  expect(said({ c: { status: "queued" } })?.key).toBe("waiting.worker");
});

it.each([
  ["human_input", "approval", "waiting.person"],
  ["external_callback", "callback", "waiting.outside"],
  ["external_callback", "wait", "waiting.time"],
  ["dependency", "sub_workflow", "waiting.run"],
  [null, "", "waiting.person"],
])("says what a blocked step waits for: %s of a %s", (waitingReason, kind, key) => {
  const run = runOf({ c: { status: "blocked", waitingReason } });
  expect(waitingSentence("c", edges, run, labels, 0, kind)?.key).toBe(key);
  expect(shownStatus("blocked", waitingReason, kind)).toBe(key === "waiting.person" ? "blocked" : "parked");
  expect(shownStatus("running", waitingReason, kind)).toBe("running");
});

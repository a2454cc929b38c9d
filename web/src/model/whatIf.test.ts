import { describe, expect, it } from "vitest";
import { differences, type PolicyPreview } from "./whatIf";

const run = (more: Partial<PolicyPreview> = {}): PolicyPreview => ({
  run_id: "r1",
  created_at: "2026-11-23T10:00:00Z",
  status: "completed",
  asked: 1,
  would_ask: 1,
  would_retry: 0,
  would_fail: 0,
  left_undone: 0,
  would_skip: false,
  ...more,
});
const said = (more: Partial<PolicyPreview>) =>
  differences(run(more)).map((one) => `${one.key} ${one.values.count}`);

describe("what a run would have come to", () => {
  it.each<[Partial<PolicyPreview>, string[]]>([
    [{}, []],
    [{ would_ask: 4 }, ["whatIf.moreQuestions 3"]],
    [{ would_ask: 0 }, ["whatIf.fewerQuestions 1"]],
    [{ would_retry: 2 }, ["whatIf.retried 2"]],
    [{ would_fail: 1, left_undone: 3 }, ["whatIf.failed 1", "whatIf.undone 3"]],
  ])("%o", (more, sentences) => {
    expect(said(more)).toEqual(sentences);
  });

  it("is nothing else where it would not have begun", () => {
    expect(said({ would_skip: true, would_ask: 9, left_undone: 2 })).toEqual(["whatIf.skipped 1"]);
  });
});

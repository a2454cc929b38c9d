import { describe, expect, it } from "vitest";
import { answerText, answerValue, type CellResult, cellKey, fits, isOver, totalOf } from "./variants";

const cell = (more: Partial<CellResult> = {}): CellResult => ({
  runId: "r",
  status: "completed",
  text: "yes",
  error: null,
  millis: 100,
  tokens: 10,
  credits: 1,
  ...more,
});

describe("what a variant comes to", () => {
  it("counts what is over, and times what came through", () => {
    expect(
      totalOf([
        cell(),
        cell({ millis: 300, tokens: 5, credits: 0.5 }),
        cell({ status: "failed", millis: 9000, tokens: 1, credits: 0 }),
        cell({ status: "running", tokens: 99 }),
        undefined,
      ]),
    ).toEqual({ done: 2, failed: 1, meanMillis: 200, tokens: 16, credits: 1.5 });
  });

  it("is nothing before anything has ended", () => {
    expect(totalOf([undefined, cell({ status: "queued" })])).toEqual({
      done: 0,
      failed: 0,
      meanMillis: null,
      tokens: 0,
      credits: 0,
    });
  });

  it.each(["completed", "failed", "cancelled", "timed_out"])("a %s one is over", (status) => {
    expect(isOver(cell({ status }))).toBe(true);
  });

  it.each(["queued", "running", "streaming", "validated"])("a %s one is not", (status) => {
    expect(isOver(cell({ status }))).toBe(false);
    expect(isOver(undefined)).toBe(false);
  });
});

describe("the text of an answer", () => {
  it.each([
    [{ output: "Hello" }, "Hello"],
    [{ output: { a: 1 } }, '{\n  "a": 1\n}'],
    [{ output: null }, ""],
    ["bare", "bare"],
    [null, ""],
    [undefined, ""],
  ])("of %j", (envelope, text) => {
    expect(answerText(envelope)).toBe(text);
  });
});

it("tells cells apart by case, version and model", () => {
  const keys = [
    cellKey("a", { version: "v1", model: "" }),
    cellKey("a", { version: "v2", model: "" }),
    cellKey("a", { version: "v1", model: "demo/one" }),
    cellKey("b", { version: "v1", model: "" }),
  ];
  expect(new Set(keys).size).toBe(4);
});

describe("whether an answer is as it should be", () => {
  const ferry = { type: "contains", value: "ferry" };
  it.each<[string, Parameters<typeof fits>[0], Partial<CellResult>, boolean | null]>([
    ["holds", ferry, { text: "The ferry sails." }, true],
    ["does not hold", ferry, { text: "The bridge." }, false],
    ["was not said", undefined, { text: "The ferry sails." }, null],
    ["is not known of what failed", ferry, { text: "The ferry sails.", status: "failed" }, null],
    ["looks into JSON", { type: "gt", path: "score", value: 3 }, { text: '{"score": 4}' }, true],
  ])("%s", (_, check, more, wanted) => {
    expect(fits(check, cell(more))).toBe(wanted);
  });

  it.each([
    ["{", "{"],
    ["[1]", [1]],
    ["12", "12"],
  ])("takes %j as %j", (text, value) => {
    expect(answerValue(text)).toEqual(value);
  });
});

import { describe, expect, it } from "vitest";
import { defaultPolicies, policySentences, withSetting } from "./policies";

const keys = (...args: Parameters<typeof policySentences>) => policySentences(...args).map((one) => one.key);

describe("policies as sentences", () => {
  it("says the defaults", () => {
    expect(keys("approval", defaultPolicies.approval)).toEqual(["policy.approval.every_run"]);
    expect(policySentences("retry", defaultPolicies.retry)).toEqual([
      { key: "policy.retry.times", values: { count: 1 } },
    ]);
    expect(keys("failure", defaultPolicies.failure)).toEqual(["policy.failure.isolate"]);
    expect(keys("queue", defaultPolicies.queue)).toEqual(["policy.queue.parallel"]);
  });

  it.each([
    [{ requiresApproval: false, mode: "every_run" }, ["policy.approval.never"]],
    [{ requiresApproval: true, mode: "on_block" }, ["policy.approval.on_block"]],
    [
      { requiresApproval: true, timeoutMinutes: 90, gates: ["delete_data"] },
      ["policy.approval.every_run", "policy.approval.timeout", "policy.approval.gates"],
    ],
  ])("approval %j", (policy, said) => expect(keys("approval", policy)).toEqual(said));

  it("says whole hours as hours", () => {
    const timeout = (minutes: number) =>
      policySentences("approval", { requiresApproval: true, timeoutMinutes: minutes })[1]?.values;
    expect(timeout(120)).toEqual({ count: 2, unit: "h" });
    expect(timeout(90)).toEqual({ count: 90, unit: "min" });
  });

  it.each([
    [{ maxRetries: 0, backoffMs: 500 }, ["policy.retry.never"]],
    [{ maxRetries: 3, backoffMs: 500 }, ["policy.retry.times", "policy.retry.pause"]],
    [
      { timeoutMs: 60000, retryOn: ["timeout"] },
      ["policy.retry.times", "policy.retry.limit", "policy.retry.causes"],
    ],
  ])("retry %j", (policy, said) => expect(keys("retry", policy)).toEqual(said));

  it.each([
    [{ mode: "serial", maxConcurrency: 4 }, ["policy.queue.serial"]],
    [{ mode: "parallel", maxConcurrency: 3 }, ["policy.queue.upTo"]],
    [{ priority: 5 }, ["policy.queue.parallel", "policy.queue.sooner"]],
    [
      { priority: -5, onMissed: "backfill", maxBackfill: 7 },
      ["policy.queue.parallel", "policy.queue.later", "policy.queue.missed.backfill"],
    ],
    [{ priority: 0, onMissed: "skip" }, ["policy.queue.parallel"]],
  ])("queue %j", (policy, said) => expect(keys("queue", policy)).toEqual(said));
});

describe("withSetting", () => {
  it("sets, replaces and leaves out", () => {
    expect(withSetting({ a: 1 }, "b", 2)).toEqual({ a: 1, b: 2 });
    expect(withSetting({ a: 1, b: 2 }, "b", 3)).toEqual({ a: 1, b: 3 });
    expect(withSetting({ a: 1, b: 2 }, "b", "")).toEqual({ a: 1 });
    expect(withSetting({ a: 1 }, "b", undefined)).toEqual({ a: 1 });
  });
});

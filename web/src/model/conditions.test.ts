import { describe, expect, it } from "vitest";
import {
  type Condition,
  conditionProblem,
  holds,
  isPath,
  readValue,
  shortCondition,
  valueAt,
  writeValue,
} from "./conditions";

describe("holds", () => {
  const cases: [Condition, unknown, boolean][] = [
    [{ type: "gte", value: 6 }, 7, true],
    [{ type: "gte", value: 6 }, "7", false],
    [{ type: "lt", value: 6 }, 6, false],
    [{ type: "equals", value: "a" }, "a", true],
    [{ type: "equals", value: 1 }, "1", false],
    [{ type: "not_equals", value: 1 }, "1", false],
    [{ type: "not_equals", value: 1 }, null, true],
    [{ type: "equals", value: { a: 1, b: 2 } }, { b: 2, a: 1 }, true],
    [{ type: "contains", value: "err" }, "ferry", true],
    [{ type: "contains", value: 2 }, [1, 2], true],
    [{ type: "contains", value: "k" }, { k: 1 }, true],
    [{ type: "not_contains", value: 3 }, "3", false],
    [{ type: "in", value: [1, "x"] }, "x", true],
    [{ type: "not_in", value: [1] }, "x", true],
    [{ type: "starts_with", value: "fe" }, "ferry", true],
    [{ type: "ends_with", value: "ry" }, 3, false],
    [{ type: "matches", value: "^f.*y$" }, "ferry", true],
    [{ type: "matches", value: "(" }, "ferry", false],
    [{ type: "present" }, "", true],
    [{ type: "absent" }, null, true],
    [{ type: "truthy" }, [], false],
    [{ type: "falsy" }, 0, true],
    [{ type: "equals", value: 1 }, undefined, false],
    [{ type: "present", path: "a.b[1].c" }, { a: { b: [0, { c: 1 }] } }, true],
    [{ all: [{ type: "present" }, { not: { type: "equals", value: 2 } }] }, 1, true],
    [{ any: [] }, 1, false],
    [{ all: [] }, 1, true],
  ];
  it.each(cases)("%j on %j is %s", (condition, value, expected) => {
    expect(conditionProblem(condition)).toBeNull();
    expect(holds(condition, value)).toBe(expected);
  });
});

describe("conditionProblem", () => {
  const cases: [unknown, string][] = [
    ["x", "condition.notObject"],
    [{}, "condition.unknownType"],
    [{ type: "near", value: 1 }, "condition.unknownType"],
    [{ type: "present", value: 1 }, "condition.noValue"],
    [{ type: "equals" }, "condition.needsValue"],
    [{ type: "in", value: 1 }, "condition.needsList"],
    [{ type: "gt", value: true }, "condition.needsNumber"],
    [{ type: "matches", value: 1 }, "condition.needsText"],
    [{ type: "present", path: "a..b" }, "condition.badPath"],
    [{ type: "present", also: 1 }, "condition.unknownKey"],
    [{ all: [], any: [] }, "condition.notAlone"],
    [{ any: 1 }, "condition.notList"],
    [{ all: [{ not: { type: "present", value: 1 } }] }, "condition.noValue"],
  ];
  it.each(cases)("%j: %s", (condition, problem) => {
    expect(conditionProblem(condition)).toBe(problem);
  });
  it("bounds depth and length", () => {
    let deep: Condition = { type: "present" };
    for (let i = 0; i < 16; i++) deep = { not: deep };
    expect(conditionProblem(deep)).toBe("condition.tooDeep");
    expect(conditionProblem({ any: Array.from({ length: 1000 }, () => ({ type: "present" })) })).toBe(
      "condition.tooLong",
    );
  });
});

it("knows paths", () => {
  for (const path of ["output", "items[0].title", "$.score", "a.b.c"]) expect(isPath(path)).toBe(true);
  for (const path of ["", "a..b", "a.", "[0]", "a b"]) expect(isPath(path)).toBe(false);
  expect(valueAt({ items: [{ title: "x" }] }, "$.items[0].title")).toBe("x");
  expect(valueAt("text", "a.b")).toBeUndefined();
});

it("says itself in a few signs", () => {
  expect(
    shortCondition({ any: [{ type: "gte", path: "urgency", value: 6 }, { not: { type: "present" } }] }),
  ).toBe("urgency ≥ 6 | !(?)");
});

it("reads what it writes, whatever the value", () => {
  for (const value of ["ferry", "6", "true", '"q"', "", 6, false, null, [1, "a"], { a: 1 }])
    expect(readValue(writeValue(value))).toEqual(value);
});

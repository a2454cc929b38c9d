import { describe, expect, it } from "vitest";
import { asText, oneLine, sameJson } from "./json";

describe("JSON as people read it", () => {
  it.each([
    [null, "–", ""],
    [undefined, "–", ""],
    ["text", "text", "text"],
    ["", "", ""],
    [0, "0", "0"],
    [false, "false", "false"],
    [{ a: [1] }, '{"a":[1]}', '{\n  "a": [\n    1\n  ]\n}'],
  ])("is short in a line and whole in a field: %j", (value, line, text) => {
    expect(oneLine(value)).toBe(line);
    expect(asText(value)).toBe(text);
  });
});

describe("the same JSON", () => {
  it.each([
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [{ a: { c: 1, b: 2 } }, { a: { b: 2, c: 1 } }, true],
    [{ a: undefined }, {}, true],
    [null, undefined, true],
    [[1, 2], [2, 1], false],
    [[1], { 0: 1 }, false],
    ["1", 1, false],
    [{ a: null }, {}, false],
    [{ a: "b,c" }, { a: "b", c: "" }, false],
    [['"a"'], ["a"], false],
  ])("is told by what it says, not by how it is written: %j and %j", (a, b, same) => {
    expect(sameJson(a, b)).toBe(same);
    expect(sameJson(b, a)).toBe(same);
  });

  it("is what it is after any shuffle of keys", () => {
    let seed = 3;
    const next = (n: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % n;
    };
    const make = (deep: number): unknown => {
      const kind = next(deep > 3 ? 3 : 5);
      if (kind === 0) return next(100);
      if (kind === 1) return `"${next(100)}\\`;
      if (kind === 2) return next(2) === 0 ? null : true;
      if (kind === 3) return Array.from({ length: next(4) }, () => make(deep + 1));
      return Object.fromEntries(Array.from({ length: next(5) }, () => [`k${next(9)}`, make(deep + 1)]));
    };
    const shuffled = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(shuffled)
        : value !== null && typeof value === "object"
          ? Object.fromEntries(
              Object.entries(value)
                .map(([key, inner]): [string, unknown] => [key, shuffled(inner)])
                .reverse(),
            )
          : value;
    for (let round = 0; round < 300; round++) {
      const value = make(0);
      expect(sameJson(value, shuffled(value))).toBe(true);
      expect(sameJson([value], [value, value])).toBe(false);
    }
  });
});

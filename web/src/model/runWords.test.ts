import { describe, expect, it } from "vitest";
import { idRange, likely } from "./runWords";

describe("what was typed as the beginning of an id", () => {
  it.each([
    ["019a", "019a0000-0000-0000-0000-000000000000", "019affff-ffff-ffff-ffff-ffffffffffff"],
    [" 019ACA10-7b ", "019aca10-7b00-0000-0000-000000000000", "019aca10-7bff-ffff-ffff-ffffffffffff"],
    [
      "019aca10-7b3c-7def-8123-456789abcdef",
      "019aca10-7b3c-7def-8123-456789abcdef",
      "019aca10-7b3c-7def-8123-456789abcdef",
    ],
  ])("%s is a range of ids", (typed, from, to) => {
    expect(idRange(typed)).toEqual({ from, to });
  });

  it.each(["", "01", "brief", "019g", "facade", "bead", "019aca10-7b3c-7def-8123-456789abcdef0", "-"])(
    "“%s” is a word",
    (typed) => {
      expect(idRange(typed)).toBeNull();
    },
  );
});

describe("words as a pattern", () => {
  it.each([
    ["100%", "100\\%"],
    ["a_b*c", "a\\_b\\*c"],
    ["back\\slash", "back\\\\slash"],
    ["brief", "brief"],
  ])("%s", (words, pattern) => {
    expect(likely(words)).toBe(pattern);
  });
});

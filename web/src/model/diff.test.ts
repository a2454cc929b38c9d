import { describe, expect, it } from "vitest";
import { type DiffPart, diffLines, diffWords } from "./diff";

const side = (parts: DiffPart[], without: DiffPart["kind"]) =>
  parts
    .filter((part) => part.kind !== without)
    .map((part) => part.text)
    .join("");

describe("diffWords", () => {
  it("marks the words that changed and leaves the rest", () => {
    expect(diffWords("one two three", "one 2 three four")).toEqual([
      { kind: "same", text: "one " },
      { kind: "removed", text: "two" },
      { kind: "added", text: "2" },
      { kind: "same", text: " three" },
      { kind: "added", text: " four" },
    ]);
  });

  it("is empty for two empty texts and whole for one", () => {
    expect(diffWords("", "")).toEqual([]);
    expect(diffWords("", "new")).toEqual([{ kind: "added", text: "new" }]);
    expect(diffWords("old", "")).toEqual([{ kind: "removed", text: "old" }]);
  });

  it("gives both texts back, whatever they are", () => {
    const alphabet = ["a", "b", " ", "\n", "[[x]]", "ü", "."];
    let seed = 7;
    const next = (n: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % n;
    };
    const text = () => Array.from({ length: next(30) }, () => alphabet[next(alphabet.length)]).join("");
    for (let round = 0; round < 500; round++) {
      const [from, to] = [text(), text()];
      for (const parts of [diffWords(from, to), diffLines(from, to)]) {
        expect(side(parts, "added")).toBe(from);
        expect(side(parts, "removed")).toBe(to);
      }
    }
  });

  it("stays quick on long texts", () => {
    const long = Array.from({ length: 20_000 }, (_, i) => `word${i}`).join(" ");
    const parts = diffWords(long, long.replace("word10000", "changed"));
    expect(parts.filter((part) => part.kind !== "same")).toHaveLength(2);
    const other = Array.from({ length: 20_000 }, (_, i) => `other${i}`).join(" ");
    expect(side(diffWords(long, other), "removed")).toBe(other);
  });
});

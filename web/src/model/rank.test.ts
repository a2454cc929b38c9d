import { expect, it } from "vitest";
import { rank } from "./rank";

const texts = ["Open runs", "Run this workflow", "Prune", "Ünlü çalışma"];
const found = (typed: string) => rank(typed, texts, (text) => text);

it("puts the start before a word before the middle", () => {
  expect(found("run")).toEqual(["Run this workflow", "Open runs", "Prune"]);
});
it("wants every word, in any order", () => {
  expect(found("work run")).toEqual(["Run this workflow"]);
  expect(found("work nothing")).toEqual([]);
});
it("does not ask for accents", () => {
  expect(found("unlu calisma")).toEqual(["Ünlü çalışma"]);
});
it("keeps the order when nothing is typed", () => {
  expect(found(" ")).toEqual(texts);
});

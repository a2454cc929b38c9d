import { describe, expect, it } from "vitest";
import { compareRuns, outputText, type Result } from "./compareRuns";
import { consumersOf, type Link, originsOf } from "./provenance";

const link = (from: string | null, out: string, to: string, into: string): Link => ({
  id: `${from}${to}${into}`,
  source_node_id: from,
  source_output_path: out,
  target_node_id: to,
  target_input_path: into,
});
const links = [
  link(null, "text", "a", "text"),
  link("a", "output", "b", "summary"),
  link("a", "data.n", "c", "n"),
  link("b", "output", "c", "t"),
];

describe("provenance", () => {
  it("goes back to the inputs of the run", () => {
    expect(originsOf(links, "c")).toEqual([
      { nodeId: "a", path: "data.n", from: [{ nodeId: null, path: "text", from: [] }] },
      {
        nodeId: "b",
        path: "output",
        from: [{ nodeId: "a", path: "output", from: [{ nodeId: null, path: "text", from: [] }] }],
      },
    ]);
  });
  it("goes forward to all who read", () => {
    expect(consumersOf(links, "a").map((one) => `${one.target_node_id}.${one.target_input_path}`)).toEqual([
      "b.summary",
      "c.n",
    ]);
  });
  it("ends even where links run in a circle", () => {
    expect(originsOf([link("a", "o", "b", "i"), link("b", "o", "a", "i")], "a")).toHaveLength(1);
  });
});

const result = (node_id: string, more: Partial<Result> = {}): Result => ({
  node_id,
  label: node_id,
  status: "completed",
  output_data: { output: "x" },
  duration_ms: 100,
  input_tokens: 10,
  output_tokens: 5,
  cost_credits: 1,
  ...more,
});

describe("compareRuns", () => {
  it("tells what became slower, longer and dearer", () => {
    const [step] = compareRuns(
      [result("a")],
      [result("a", { duration_ms: 150, output_tokens: 9, cost_credits: 0.5, output_data: { output: "y" } })],
    );
    expect(step).toMatchObject({ duration: 50, tokens: 4, credits: -0.5, sameOutput: false });
  });
  it("matches by label where the nodes are others, and keeps what only one has", () => {
    const steps = compareRuns([result("a"), result("old")], [result("z", { label: "a" }), result("new")]);
    expect(steps.map((one) => [one.a?.node_id ?? null, one.b?.node_id ?? null])).toEqual([
      ["a", "z"],
      ["old", null],
      [null, "new"],
    ]);
    expect(steps[1]?.duration).toBeNull();
  });
  it("reads any output", () => {
    expect(outputText(null)).toBe("");
    expect(outputText({ output: "t" })).toBe("t");
    expect(outputText({ data: 1 })).toContain('"data": 1');
  });
});

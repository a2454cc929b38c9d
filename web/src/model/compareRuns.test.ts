import { describe, expect, it } from "vitest";
import { compareRuns, outputText, type Result } from "./compareRuns";

const step = (id: string, more: Partial<Result> = {}): Result => ({
  node_id: id,
  label: `label ${id}`,
  status: "completed",
  output_data: { output: id },
  duration_ms: 100,
  input_tokens: 10,
  output_tokens: 5,
  cost_credits: 1,
  ...more,
});

describe("two runs", () => {
  it("of the same version are matched by their steps", () => {
    const [a, b] = compareRuns(
      [step("1"), step("2")],
      [step("2", { duration_ms: 250 }), step("1", { output_tokens: 25, cost_credits: 0.5 })],
    );
    expect(a).toMatchObject({ label: "label 1", duration: 0, tokens: 20, credits: -0.5, sameOutput: true });
    expect(b).toMatchObject({ label: "label 2", duration: 150, tokens: 0, credits: 0 });
  });

  it("of different versions are matched by their labels", () => {
    const [one] = compareRuns(
      [step("1", { label: "brief" })],
      [step("9", { label: "brief", output_data: { output: "x" } })],
    );
    expect(one).toMatchObject({ label: "brief", sameOutput: false });
    expect(one?.b?.node_id).toBe("9");
  });

  it("prefer the step itself to another of its name", () => {
    const [one, two] = compareRuns(
      [step("1", { label: "same" })],
      [step("2", { label: "same" }), step("1", { label: "renamed" })],
    );
    expect(one?.b?.node_id).toBe("1");
    expect(one?.label).toBe("renamed");
    expect(two).toMatchObject({ a: null, label: "same" });
  });

  it("match no step twice", () => {
    const compared = compareRuns(
      [step("1", { label: "x" }), step("2", { label: "x" })],
      [step("3", { label: "x" })],
    );
    expect(compared.map((one) => [one.a?.node_id, one.b?.node_id])).toEqual([
      ["1", "3"],
      ["2", undefined],
    ]);
  });

  it("tell several results of one step apart", () => {
    const compared = compareRuns([step("1"), step("1")], [step("1"), step("1"), step("1")]);
    expect(compared.map((one) => one.key)).toEqual(["1|1", "1|1#1", "|1"]);
  });

  it("have no difference where one of them has no figure", () => {
    const [one] = compareRuns(
      [step("1", { duration_ms: null, input_tokens: null })],
      [step("1", { cost_credits: null })],
    );
    expect(one).toMatchObject({ duration: null, tokens: null, credits: null });
    expect(compareRuns([step("1", { output_tokens: null })], [step("1")])[0]?.tokens).toBe(5);
  });

  it("keep every step of both, whatever they are", () => {
    let seed = 7;
    const next = (n: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % n;
    };
    for (let round = 0; round < 200; round++) {
      const steps = () =>
        [...new Set(Array.from({ length: next(6) }, () => `${next(8)}`))].map((id) =>
          step(id, { label: `label ${next(4)}` }),
        );
      const a = steps();
      const b = steps();
      const compared = compareRuns(a, b);
      expect(compared.flatMap((one) => (one.a ? [one.a] : []))).toEqual(a);
      expect(new Set(compared.flatMap((one) => (one.b ? [one.b] : [])))).toEqual(new Set(b));
      expect(compared.filter((one) => one.b)).toHaveLength(b.length);
      expect(new Set(compared.map((one) => one.key)).size).toBe(compared.length);
    }
  });
});

describe("the text of an output", () => {
  it.each([
    [null, ""],
    [undefined, ""],
    [{ output: "text", data: 1 }, "text"],
    [{ output: 1 }, '{\n  "output": 1\n}'],
    ["plain", '"plain"'],
    [[1], "[\n  1\n]"],
  ])("is what it says, else its JSON: %j", (envelope, text) => {
    expect(outputText(envelope)).toBe(text);
  });
});

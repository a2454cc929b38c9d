import { describe, expect, it } from "vitest";
import { consumersOf, type Link, type Origin, originsOf, tracesOf, valueIn } from "./provenance";

const link = (from: string | null, to: string, input = "text"): Link => ({
  id: `${from}-${to}-${input}`,
  source_node_id: from,
  source_output_path: from === null ? "text" : "output",
  target_node_id: to,
  target_input_path: input,
});
const depth = (origins: readonly Origin[]): number =>
  origins.length === 0 ? 0 : 1 + Math.max(...origins.map((one) => depth(one.from)));

describe("where inputs came from", () => {
  it("goes back to the inputs of the run", () => {
    const links = [link(null, "a"), link("a", "b"), link("b", "c"), link(null, "c", "tone")];
    expect(originsOf(links, "c")).toEqual([
      {
        nodeId: "b",
        path: "output",
        from: [{ nodeId: "a", path: "output", from: [{ nodeId: null, path: "text", from: [] }] }],
      },
      { nodeId: null, path: "text", from: [] },
    ]);
    expect(originsOf(links, "nowhere")).toEqual([]);
  });

  it("follows a step on every way that leads to it", () => {
    const links = [link(null, "a"), link("a", "b"), link("a", "c"), link("b", "d"), link("c", "d", "more")];
    expect(originsOf(links, "d").map((one) => one.from[0]?.nodeId)).toEqual(["a", "a"]);
  });

  it("ends where rows lead in a circle", () => {
    const links = [link("a", "b"), link("b", "a"), link("a", "a", "self")];
    expect(depth(originsOf(links, "a"))).toBeLessThanOrEqual(3);
    expect(originsOf(links, "a").map((one) => one.nodeId)).toEqual(["b", "a"]);
  });

  it("is as deep as the chain, and no deeper", () => {
    const links = Array.from({ length: 30 }, (_, at) => link(at === 0 ? null : `n${at - 1}`, `n${at}`));
    expect(depth(originsOf(links, "n29"))).toBe(30);
  });
});

it("says where outputs went", () => {
  const links = [link("a", "b"), link("a", "c"), link("b", "c", "more"), link(null, "a")];
  expect(consumersOf(links, "a").map((one) => one.target_node_id)).toEqual(["b", "c"]);
  expect(consumersOf(links, "c")).toEqual([]);
});

describe("the ways of a step", () => {
  it("lead back to the first steps and on to the next ones", () => {
    const links = [
      link(null, "a"),
      link("a", "b"),
      link("a", "c"),
      link("b", "d"),
      link("c", "d"),
      link("d", "e"),
      link("e", "f"),
    ];
    const { into, onwards } = tracesOf(links, "d");
    expect([...into].sort()).toEqual(["a>b", "a>c", "b>d", "c>d"]);
    expect([...onwards]).toEqual(["d>e"]);
  });

  it("end in a circle too", () => {
    const { into } = tracesOf([link("a", "b"), link("b", "a")], "a");
    expect([...into].sort()).toEqual(["a>b", "b>a"]);
  });
});

describe("the value at a path", () => {
  const envelope = { output: "text", data: { brief: "short", list: [{ a: 1 }], output: "no" } };
  it.each([
    ["output", "text"],
    ["$.output", "text"],
    ["brief", "short"],
    ["data.brief", "short"],
    ["list[0].a", 1],
    ["list", [{ a: 1 }]],
    ["nothing.there", undefined],
    ["constructor", undefined],
    ["brief.length", undefined],
  ])("%s", (path, value) => expect(valueIn(envelope, path)).toEqual(value));

  it("is nothing where there is no output", () => {
    expect(valueIn(null, "output")).toBeUndefined();
    expect(valueIn("text", "length")).toBeUndefined();
  });
});

import { describe, expect, it } from "vitest";
import {
  addNode,
  connect,
  emptyGraph,
  freeLabel,
  type Graph,
  inRunOrder,
  moveNodes,
  neighbour,
  remove,
  setMerge,
  wouldCycle,
} from "./graph";
import { edgeOf, nodeOf } from "./graph.fixture";

const line: Graph = {
  nodes: [nodeOf("c"), nodeOf("a"), nodeOf("b")],
  edges: [edgeOf("a", "b"), edgeOf("b", "c")],
};

describe("wouldCycle", () => {
  it("sees circles however long, and no others", () => {
    expect(wouldCycle(line, "c", "a")).toBe(true);
    expect(wouldCycle(line, "a", "a")).toBe(true);
    expect(wouldCycle(line, "a", "c")).toBe(false);
  });
});

describe("inRunOrder", () => {
  it("puts each node behind its sources", () => {
    expect(inRunOrder(line).map((node) => node.id)).toEqual(["a", "b", "c"]);
  });
  it("loses no node of a circle", () => {
    const circle = { ...line, edges: [...line.edges, edgeOf("c", "a")] };
    expect(inRunOrder(circle)).toHaveLength(3);
  });
});

describe("connect", () => {
  const ends = { id: "e", source_node_id: "a", target_node_id: "c" };
  it("feeds the first parameter that nothing feeds", () => {
    const first = connect(line, ends, ["text", "tone"]);
    expect(first?.edges.at(-1)).toMatchObject({
      target_param_label: "tone",
      ordinal: 1,
      source_output_key: "output",
    });
  });
  it("joins a parameter that another node feeds, with its strategy", () => {
    const merged = setMerge(line, line.edges[1] as Graph["edges"][number], "array");
    expect(connect(merged, ends, ["text"])?.edges.at(-1)).toMatchObject({
      target_param_label: "text",
      merge_strategy: "array",
    });
  });
  it("names a new parameter where the target knows none", () => {
    const twice = connect(connect(line, ends, []) as Graph, { ...ends, id: "f" }, []);
    expect(twice?.edges.slice(-2).map((edge) => edge.target_param_label)).toEqual(["input", "input 2"]);
  });
  it("refuses a circle", () => {
    expect(connect(line, { id: "e", source_node_id: "c", target_node_id: "a" }, ["x"])).toBeNull();
  });
});

it("finds free labels", () => {
  expect(freeLabel("lens", new Set())).toBe("lens");
  expect(freeLabel("lens", new Set(["lens", "lens 2"]))).toBe("lens 3");
  expect(freeLabel("lens 2", new Set(["lens 2"]))).toBe("lens 3");
});

it("adds nodes under free labels and behind the others", () => {
  const graph = addNode(addNode(emptyGraph, nodeOf("x", { label: "lens" })), nodeOf("y", { label: "lens" }));
  expect(graph.nodes.map((node) => [node.label, node.ordinal])).toEqual([
    ["lens", 0],
    ["lens 2", 1],
  ]);
});

it("takes the edges of a node with it", () => {
  expect(remove(line, new Set(["b"]))).toEqual({ nodes: [nodeOf("c"), nodeOf("a")], edges: [] });
});

it("moves on whole pixels", () => {
  expect(moveNodes(line, new Map([["a", { x: 1.4, y: 2.6 }]])).nodes[1]).toMatchObject({
    position_x: 1,
    position_y: 3,
  });
});

describe("walking with the arrows", () => {
  const at = (id: string, x: number, y: number) => nodeOf(id, { position_x: x, position_y: y });
  const graph = {
    nodes: [at("a", 0, 100), at("b", 300, 0), at("c", 300, 120), at("d", 300, 400)],
    edges: [edgeOf("a", "b"), edgeOf("a", "c"), edgeOf("a", "d")],
  };

  it.each([
    ["a", "ArrowRight", "c"],
    ["c", "ArrowLeft", "a"],
    ["a", "ArrowLeft", null],
    ["d", "ArrowRight", null],
    ["b", "ArrowDown", "c"],
    ["d", "ArrowUp", "c"],
    ["b", "ArrowUp", null],
    ["d", "ArrowDown", null],
    ["gone", "ArrowDown", null],
  ] as const)("from %s by %s to %s", (from, direction, to) =>
    expect(neighbour(graph, from, direction)).toBe(to),
  );
});

import { describe, expect, it } from "vitest";
import { copyGraph, pasteGraph } from "./clipboard";
import type { Graph } from "./graph";
import { edgeOf, nodeOf } from "./graph.fixture";

let made = 0;
const newId = () => `new-${made++}`;
const numbers = (start: number) => {
  let seed = start;
  return (below: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
};

describe("a graph that is pasted", () => {
  it("never shares an id or a label with what is there, whatever is pasted how often", () => {
    const next = numbers(21);
    for (let round = 0; round < 100; round++) {
      const names = ["step", "step 2", "brief", "a"];
      let graph: Graph = { nodes: [], edges: [] };
      const count = 1 + next(4);
      graph = {
        nodes: names.slice(0, count).map((label, at) => nodeOf(`n${at}`, { label, ordinal: at })),
        edges: Array.from({ length: count - 1 }, (_, at) => edgeOf(`n${at}`, `n${at + 1}`, { ordinal: at })),
      };
      for (let times = 0; times < 3; times++) {
        const chosen = new Set(graph.nodes.filter(() => next(2) === 0).map((node) => node.id));
        const before = graph;
        const pasted = pasteGraph(graph, copyGraph(graph, chosen), newId);
        if (!pasted) throw new Error("a copy of ours is a graph");
        graph = pasted.graph;
        expect(pasted.added).toHaveLength(chosen.size);
        expect(graph.nodes.slice(0, before.nodes.length)).toEqual(before.nodes);
        expect(new Set(graph.nodes.map((node) => node.id)).size).toBe(graph.nodes.length);
        expect(new Set(graph.nodes.map((node) => node.label)).size).toBe(graph.nodes.length);
        expect(new Set(graph.edges.map((edge) => edge.id)).size).toBe(graph.edges.length);
        expect(new Set(graph.nodes.map((node) => node.ordinal)).size).toBe(graph.nodes.length);
        const ids = new Set(graph.nodes.map((node) => node.id));
        expect(
          graph.edges.every((edge) => ids.has(edge.source_node_id) && ids.has(edge.target_node_id)),
        ).toBe(true);
        const inner = before.edges.filter(
          (edge) => chosen.has(edge.source_node_id) && chosen.has(edge.target_node_id),
        );
        expect(graph.edges).toHaveLength(before.edges.length + inner.length);
      }
    }
  });

  it.each([
    "",
    "hello",
    "null",
    "[]",
    "{}",
    '{"nodes":[],"edges":[]}',
    '{"format":"other","nodes":[]}',
    '{"format":"connectedlenses/graph"',
  ])("is no other text: %j", (text) => {
    expect(pasteGraph({ nodes: [], edges: [] }, text, newId)).toBeNull();
  });

  it.each([
    [{ nodes: "x", edges: 1 }, 0, 0],
    [{ nodes: [null, 1, { id: 7 }, { id: "a" }], edges: [null, {}] }, 1, 0],
    [{ nodes: [{ id: "a" }, { id: "b" }], edges: [{ source_node_id: "a", target_node_id: "b" }] }, 2, 1],
    [{ nodes: [{ id: "a" }], edges: [{ source_node_id: "a", target_node_id: "gone" }] }, 1, 0],
    [{ nodes: [{ id: "a" }], edges: [{ source_node_id: "a" }] }, 1, 0],
  ])("takes what it can of %j", (copied, nodes, edges) => {
    const text = JSON.stringify({ format: "connectedlenses/graph", version: 1, ...copied });
    const pasted = pasteGraph({ nodes: [], edges: [] }, text, newId);
    expect(pasted?.graph.nodes).toHaveLength(nodes);
    expect(pasted?.graph.edges).toHaveLength(edges);
  });

  it("has what a node and an edge need, however little was written", () => {
    const text = JSON.stringify({
      format: "connectedlenses/graph",
      nodes: [{ id: "a", label: "x".repeat(300), position_x: "far", config: 7 }, { id: "b" }],
      edges: [{ source_node_id: "a", target_node_id: "b" }],
    });
    const pasted = pasteGraph({ nodes: [], edges: [] }, text, newId);
    expect(pasted?.graph.nodes[0]).toMatchObject({ kind: "lens", lens_id: null, config: {}, position_x: 40 });
    expect(pasted?.graph.nodes[0]?.label).toHaveLength(120);
    expect(pasted?.graph.nodes[1]?.label).toBe("node");
    expect(pasted?.graph.edges[0]).toMatchObject({
      source_output_key: "output",
      target_param_label: "input",
      merge_strategy: "last_write_wins",
      condition: null,
    });
  });
});

import { describe, expect, it } from "vitest";
import { changeNode, type Graph, remove } from "./graph";
import { edgeOf, nodeOf } from "./graph.fixture";
import { applyPatch, diffGraphs, onlyMoved, reversed, same, withRemoved } from "./graphDiff";
import { type Edited, edit, redo, startEditing, undo } from "./history";

const graph: Graph = { nodes: [nodeOf("a"), nodeOf("b")], edges: [edgeOf("a", "b")] };
const byId = (one: Graph) => ({
  nodes: [...one.nodes].sort((a, b) => (a.id < b.id ? -1 : 1)),
  edges: [...one.edges].sort((a, b) => (a.id < b.id ? -1 : 1)),
});

describe("history", () => {
  it("undoes a removal with all that went with it", () => {
    const edited = edit(startEditing(graph), "remove", remove(graph, new Set(["b"])));
    expect(edited.graph.edges).toEqual([]);
    expect(byId(undo(edited).graph)).toEqual(byId(graph));
    expect(byId(redo(undo(edited)).graph)).toEqual(byId(edited.graph));
  });

  it("takes typing in one field as one step", () => {
    let edited = startEditing(graph);
    for (const label of ["n", "na", "nam"])
      edited = edit(edited, "node", changeNode(edited.graph, "a", { label }), "node a label");
    expect(edited.past).toHaveLength(1);
    expect(undo(edited).graph.nodes[0]?.label).toBe("a");
  });

  it("does not remember what changes nothing, and forgets what was undone after a new step", () => {
    const same = edit(startEditing(graph), "node", changeNode(graph, "a", { label: "a" }));
    expect(same.past).toHaveLength(0);
    const again = edit(
      undo(edit(same, "node", changeNode(graph, "a", { label: "x" }))),
      "node",
      changeNode(graph, "a", { label: "y" }),
    );
    expect(again.future).toHaveLength(0);
    expect(undo(startEditing(graph))).toEqual(startEditing(graph));
    expect(redo(startEditing(graph))).toEqual(startEditing(graph));
  });

  it("survives being written down", () => {
    const edited = edit(startEditing(graph), "remove", remove(graph, new Set(["a"])));
    const read: Edited = JSON.parse(JSON.stringify(edited));
    expect(byId(undo(read).graph)).toEqual(byId(graph));
  });

  it("comes back through any walk of steps", () => {
    let seed = 11;
    const next = (n: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % n;
    };
    let edited = startEditing(graph);
    for (let i = 0; i < 120; i++) {
      const now = edited.graph;
      const id = `n${i}`;
      const some = now.nodes[next(Math.max(1, now.nodes.length))]?.id ?? "";
      const step = next(3);
      if (step === 0) edited = edit(edited, "add", { ...now, nodes: [...now.nodes, nodeOf(id)] });
      else if (step === 1) edited = edit(edited, "remove", remove(now, new Set([some])));
      else edited = edit(edited, "node", changeNode(now, some, { label: id }));
    }
    const end = byId(edited.graph);
    const steps = edited.past.length;
    for (let i = 0; i < steps; i++) edited = undo(edited);
    expect(byId(edited.graph)).toEqual(byId(graph));
    for (let i = 0; i < steps; i++) edited = redo(edited);
    expect(byId(edited.graph)).toEqual(end);
  });
});

describe("patches", () => {
  it("leave no edge without its ends", () => {
    const patch = { nodes: [{ id: "a", from: nodeOf("a"), to: null }], edges: [] };
    expect(applyPatch(graph, patch)).toEqual({ nodes: [nodeOf("b")], edges: [] });
  });
  it("are their own way back", () => {
    const to = remove(graph, new Set(["a-b"]));
    const patch = diffGraphs(graph, to);
    expect(applyPatch(applyPatch(graph, patch), reversed(patch))).toEqual(graph);
  });
});

it("compares JSON whatever the order of keys", () => {
  expect(same({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toBe(true);
  expect(same({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
  expect(same({ a: 1 }, { a: 1, b: 2 })).toBe(false);
  expect(same([1], { 0: 1 })).toBe(false);
  expect(same(null, undefined)).toBe(true);
});

describe("two versions in one picture", () => {
  const older = {
    nodes: [nodeOf("a"), nodeOf("b"), nodeOf("c")],
    edges: [edgeOf("a", "b"), edgeOf("b", "c")],
  };

  it("have what is gone beside what is there", () => {
    const newer = { nodes: [nodeOf("a", { label: "A" }), nodeOf("d")], edges: [edgeOf("a", "d")] };
    const both = withRemoved(older, newer);
    expect(both.nodes.map((one) => one.label)).toEqual(["A", "d", "b", "c"]);
    expect(both.edges.map((one) => one.id)).toEqual(["a-d", "a-b", "b-c"]);
    expect(withRemoved(newer, newer)).toEqual(newer);
  });

  it("tell moved steps from changed ones", () => {
    const newer = {
      ...older,
      nodes: [nodeOf("a", { position_x: 5 }), nodeOf("b", { position_x: 5, label: "B" })],
    };
    const { nodes } = diffGraphs(older, newer);
    expect(Object.fromEntries(nodes.map((one) => [one.id, onlyMoved(one)]))).toEqual({
      a: true,
      b: false,
      c: false,
    });
  });
});

import { describe, expect, it } from "vitest";
import { changeNode, type Graph, remove } from "./graph";
import { edgeOf, nodeOf } from "./graph.fixture";
import { mergeGraphs, takeTheirs } from "./mergeGraphs";

const base: Graph = {
  nodes: [nodeOf("a"), nodeOf("b"), nodeOf("c")],
  edges: [edgeOf("a", "b"), edgeOf("b", "c")],
};

describe("mergeGraphs", () => {
  it("puts changes of different things together", () => {
    const mine = changeNode(base, "a", { label: "mine" });
    const theirs = { ...changeNode(base, "b", { position_x: 9 }), edges: [...base.edges, edgeOf("a", "c")] };
    const { graph, clashes } = mergeGraphs(base, mine, theirs);
    expect(clashes).toEqual([]);
    expect(graph.nodes.map((node) => [node.label, node.position_x])).toEqual([
      ["mine", 0],
      ["b", 9],
      ["c", 0],
    ]);
    expect(graph.edges).toHaveLength(3);
  });

  it("puts changes of different fields of one node together", () => {
    const { graph, clashes } = mergeGraphs(
      base,
      changeNode(base, "a", { label: "x" }),
      changeNode(base, "a", { position_y: 5 }),
    );
    expect(clashes).toEqual([]);
    expect(graph.nodes[0]).toMatchObject({ label: "x", position_y: 5 });
  });

  it("asks where both changed the same field, and takes the answer", () => {
    const theirs = changeNode(base, "a", { label: "theirs" });
    const merged = mergeGraphs(base, changeNode(base, "a", { label: "mine" }), theirs);
    expect(merged.clashes).toEqual([
      { kind: "node", id: "a", name: "mine", field: "label", mine: "mine", theirs: "theirs" },
    ]);
    expect(merged.graph.nodes[0]?.label).toBe("mine");
    expect(takeTheirs(merged.graph, theirs, merged.clashes).nodes[0]?.label).toBe("theirs");
    expect(takeTheirs(merged.graph, theirs, []).nodes[0]?.label).toBe("mine");
  });

  it("does not ask where both made the same change", () => {
    const same = changeNode(base, "a", { label: "x" });
    expect(mergeGraphs(base, same, same).clashes).toEqual([]);
  });

  it("asks when one removed what the other changed", () => {
    const theirs = remove(base, new Set(["c"]));
    const merged = mergeGraphs(base, changeNode(base, "c", { label: "kept" }), theirs);
    expect(merged.clashes).toMatchObject([{ id: "c", field: null, theirs: null }]);
    expect(merged.graph.nodes.map((node) => node.label)).toContain("kept");
    expect(takeTheirs(merged.graph, theirs, merged.clashes).nodes).toHaveLength(2);
    const other = mergeGraphs(base, theirs, changeNode(base, "c", { label: "kept" }));
    expect(other.graph.nodes).toHaveLength(2);
    expect(other.clashes).toHaveLength(1);
  });

  it("leaves no edge to a node that the other side removed", () => {
    const mine = { ...base, edges: [...base.edges, edgeOf("a", "c")] };
    expect(mergeGraphs(base, mine, remove(base, new Set(["c"]))).graph.edges.map((edge) => edge.id)).toEqual([
      "a-b",
    ]);
  });
});

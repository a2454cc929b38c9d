import { describe, expect, it } from "vitest";
import { card, layoutGraph } from "./graphLayout";

const node = (id: string) => ({ id, label: id, kind: "lens" });
const edge = (source: string, target: string) => ({ id: `${source}${target}`, source, target });

describe("layoutGraph", () => {
  it("puts every node right of its sources and nothing on top of anything", () => {
    const edges = [edge("a", "b"), edge("a", "c"), edge("b", "d"), edge("c", "d"), edge("a", "d")];
    const { nodes, width, height } = layoutGraph(["a", "b", "c", "d"].map(node), edges);
    const at = new Map(nodes.map((n) => [n.id, n]));
    for (const { source, target } of edges) {
      expect(at.get(target)?.x).toBeGreaterThanOrEqual((at.get(source)?.x ?? 0) + card.width + card.gapX);
    }
    expect(new Set(nodes.map((n) => `${n.x}/${n.y}`)).size).toBe(4);
    expect(width).toBe(3 * card.width + 2 * card.gapX);
    expect(height).toBe(2 * card.height + card.gapY);
  });

  it("ends on a cycle too", () => {
    expect(layoutGraph([node("a"), node("b")], [edge("a", "b"), edge("b", "a")]).nodes).toHaveLength(2);
  });
});

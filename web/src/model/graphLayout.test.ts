import { describe, expect, it } from "vitest";
import { card, type LayoutEdge, layoutGraph } from "./graphLayout";

const node = (id: string) => ({ id, label: id, kind: "lens" });
const edge = (source: string, target: string) => ({ id: `${source}-${target}`, source, target });

/** What is wrong with a picture: steps that overlap, lines that go below a step that is not theirs, lines that do not begin and end at their steps. */
function faults(ids: string[], edges: LayoutEdge[]): string[] {
  const { nodes, ways, width, height } = layoutGraph(ids.map(node), edges);
  const found: string[] = [];
  const at = new Map(nodes.map((one) => [one.id, one]));
  for (const a of nodes) {
    if (a.x < 0 || a.y < 0 || a.x + card.width > width || a.y + card.height > height)
      found.push(`${a.id} outside`);
    for (const b of nodes)
      if (a.id < b.id && a.x === b.x && Math.abs(a.y - b.y) < card.height) found.push(`${a.id} on ${b.id}`);
  }
  for (const { id, source, target } of edges) {
    const [from, to] = [at.get(source), at.get(target)];
    const way = ways.get(id) ?? [];
    if (!from || !to || way[0]?.x !== from.x + card.width || way.at(-1)?.x !== to.x)
      found.push(`${id} ends nowhere`);
    way.forEach((point, index) => {
      const next = way[index + 1];
      if (!next || next.x - point.x !== card.width) return;
      for (const one of nodes)
        if (one.x === point.x && point.y > one.y && point.y < one.y + card.height)
          found.push(`${id} below ${one.id}`);
    });
  }
  return found;
}

describe("layoutGraph", () => {
  it("puts every node right of its sources and nothing on top of anything", () => {
    const edges = [edge("a", "b"), edge("a", "c"), edge("b", "d"), edge("c", "d"), edge("a", "d")];
    const { nodes, width } = layoutGraph(["a", "b", "c", "d"].map(node), edges);
    const at = new Map(nodes.map((n) => [n.id, n]));
    for (const { source, target } of edges) {
      expect(at.get(target)?.x).toBeGreaterThanOrEqual((at.get(source)?.x ?? 0) + card.width + card.gapX);
    }
    expect(width).toBe(3 * card.width + 2 * card.gapX);
    expect(faults(["a", "b", "c", "d"], edges)).toEqual([]);
  });

  it("leads a line that skips a step around it", () => {
    const edges = [edge("a", "b"), edge("b", "c"), edge("a", "c")];
    const { ways } = layoutGraph(["a", "b", "c"].map(node), edges);
    expect(ways.get("a-b")).toHaveLength(2);
    expect(ways.get("a-c")).toHaveLength(4);
    expect(faults(["a", "b", "c"], edges)).toEqual([]);
  });

  it("keeps a chain on one line", () => {
    const { nodes } = layoutGraph(["a", "b", "c"].map(node), [edge("a", "b"), edge("b", "c")]);
    expect(new Set(nodes.map((one) => one.y))).toEqual(new Set([0]));
  });

  it("crosses no lines where it need not", () => {
    const edges = [edge("a", "d"), edge("b", "c")];
    const { nodes } = layoutGraph(["a", "b", "c", "d"].map(node), edges);
    const y = new Map(nodes.map((one) => [one.id, one.y]));
    expect((y.get("a") ?? 0) < (y.get("b") ?? 0)).toBe((y.get("d") ?? 0) < (y.get("c") ?? 0));
  });

  it("ends on a cycle too, and has room for a graph without steps", () => {
    expect(layoutGraph([node("a"), node("b")], [edge("a", "b"), edge("b", "a")]).nodes).toHaveLength(2);
    expect(layoutGraph([], []).height).toBe(card.height);
  });

  it("never leads a line below a step, whatever the graph", () => {
    let seed = 11;
    const next = (n: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % n;
    };
    for (let round = 0; round < 300; round++) {
      const ids = Array.from({ length: 1 + next(14) }, (_, at) => String.fromCharCode(97 + at));
      const edges = ids.flatMap((target, at) =>
        ids.slice(0, at).flatMap((source) => (next(4) === 0 ? [edge(source, target)] : [])),
      );
      expect(faults(ids, edges), `${ids} ${edges.map((one) => one.id)}`).toEqual([]);
    }
  });

  it("goes straight where there would be too many places to pass", () => {
    const ids = Array.from({ length: 400 }, (_, at) => `n${at}`);
    const chain = ids.slice(1).map((id, at) => edge(ids[at] ?? "", id));
    const far = ids.slice(2).map((id) => edge("n0", id));
    const { ways } = layoutGraph(ids.map(node), [...chain, ...far]);
    expect(ways.get("n0-n3")?.length).toBe(6);
    expect(ways.get("n0-n399")).toHaveLength(2);
  });
});

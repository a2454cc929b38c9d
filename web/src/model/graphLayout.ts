export interface LayoutNode {
  id: string;
  label: string;
  kind: string;
}

export interface LayoutEdge {
  id: string;
  source: string;
  target: string;
}

export interface Placed extends LayoutNode {
  x: number;
  y: number;
}

export interface Layout {
  nodes: Placed[];
  width: number;
  height: number;
}

export const card = { width: 212, height: 76, gapX: 64, gapY: 24 };

/** Places each node right of all its sources: its column is the longest path that leads to it. */
export function layoutGraph(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): Layout {
  const columns = columnsOf(nodes, edges);
  const perColumn = new Map<number, LayoutNode[]>();
  for (const node of nodes) {
    const column = columns.get(node.id) ?? 0;
    perColumn.set(column, [...(perColumn.get(column) ?? []), node]);
  }
  const rows = Math.max(1, ...[...perColumn.values()].map((list) => list.length));
  const height = rows * card.height + (rows - 1) * card.gapY;
  const placed = [...perColumn.entries()].flatMap(([column, list]) => {
    const used = list.length * card.height + (list.length - 1) * card.gapY;
    return list.map((node, row) => ({
      ...node,
      x: column * (card.width + card.gapX),
      y: (height - used) / 2 + row * (card.height + card.gapY),
    }));
  });
  const last = Math.max(0, ...perColumn.keys());
  return { nodes: placed, width: last * (card.width + card.gapX) + card.width, height };
}

function columnsOf(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): Map<string, number> {
  const columns = new Map(nodes.map((node) => [node.id, 0]));
  for (let round = 0; round < nodes.length; round++) {
    let moved = false;
    for (const edge of edges) {
      const source = columns.get(edge.source);
      const target = columns.get(edge.target);
      if (source !== undefined && target !== undefined && target < source + 1) {
        columns.set(edge.target, source + 1);
        moved = true;
      }
    }
    if (!moved) break;
  }
  return columns;
}

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

export interface Point {
  x: number;
  y: number;
}

export interface Layout {
  nodes: Placed[];
  /** where each edge goes: two points for each column that it leaves and comes to */
  ways: ReadonlyMap<string, readonly Point[]>;
  width: number;
  height: number;
}

export const card = { width: 212, height: 76, gapX: 64, gapY: 24 };

/** What stands in a column: a step, or the place where a line passes by. */
interface Item {
  node: LayoutNode | null;
  column: number;
  order: number;
  y: number;
  height: number;
  before: Item[];
  after: Item[];
}

const passing = 8;
const mostPassing = 4_000;

/**
 * Places each node right of all its sources: its column is the longest path that leads to it. A line over several columns has a place
 * of its own in each, so that it passes between the steps and never below one.
 */
export function layoutGraph(nodes: readonly LayoutNode[], edges: readonly LayoutEdge[]): Layout {
  const columns = columnsOf(nodes, edges);
  const items = new Map(nodes.map((node) => [node.id, itemOf(node, columns.get(node.id) ?? 0, card.height)]));
  const chains = chainsOf(edges, items);
  // A circle leaves columns empty.
  const byColumn: Item[][] = Array.from({ length: Math.max(0, ...columns.values()) + 1 }, () => []);
  for (const item of [...items.values(), ...[...chains.values()].flatMap((chain) => chain.slice(1, -1))]) {
    item.order = byColumn[item.column]?.push(item) ?? 0;
  }
  arrange(byColumn);
  const top = Math.min(0, ...byColumn.flat().map((item) => item.y));
  for (const item of byColumn.flat()) item.y -= top;
  return {
    nodes: nodes.map((node) => {
      const item = items.get(node.id);
      return { ...node, x: leftOf(item?.column ?? 0), y: item?.y ?? 0 };
    }),
    ways: new Map([...chains].map(([id, chain]) => [id, wayOf(chain)])),
    width: leftOf(Math.max(0, byColumn.length - 1)) + card.width,
    height: Math.max(card.height, ...byColumn.flat().map((item) => item.y + item.height)),
  };
}

const leftOf = (column: number) => column * (card.width + card.gapX);
const itemOf = (node: LayoutNode | null, column: number, height: number): Item => ({
  node,
  column,
  order: 0,
  y: 0,
  height,
  before: [],
  after: [],
});

/** Each edge as the items it goes through. Lines that would pass too many columns in all go straight. */
function chainsOf(edges: readonly LayoutEdge[], items: Map<string, Item>): Map<string, Item[]> {
  const chains = new Map<string, Item[]>();
  let passed = 0;
  for (const edge of edges) {
    const source = items.get(edge.source);
    const target = items.get(edge.target);
    if (!source || !target) continue;
    const chain = [source];
    passed += Math.max(0, target.column - source.column - 1);
    if (passed <= mostPassing)
      for (let column = source.column + 1; column < target.column; column++)
        chain.push(itemOf(null, column, passing));
    chain.push(target);
    chain.slice(1).forEach((item, at) => {
      const last = chain[at];
      if (!last || item.column !== last.column + 1) return;
      last.after.push(item);
      item.before.push(last);
    });
    chains.set(edge.id, chain);
  }
  return chains;
}

/** Orders each column by where its neighbours stand, then moves items towards them as far as those above allow. */
function arrange(columns: Item[][]) {
  const mean = (list: Item[], of: (item: Item) => number) =>
    list.length === 0 ? null : list.reduce((sum, item) => sum + of(item), 0) / list.length;
  const backwards = [...columns].reverse();
  for (let round = 0; round < 4; round++)
    for (const column of round % 2 === 0 ? columns : backwards) {
      const side = round % 2 === 0 ? "before" : "after";
      const wanted = new Map(
        column.map((item) => [item, mean(item[side], (one) => one.order) ?? item.order]),
      );
      column.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0) || a.order - b.order);
      column.forEach((item, at) => {
        item.order = at;
      });
    }
  for (const column of columns) settle(column, () => 0);
  for (const side of ["before", "after", "before"] as const)
    for (const column of side === "after" ? backwards : columns)
      settle(column, (item) => mean(item[side], (one) => one.y + one.height / 2) ?? item.y + item.height / 2);
}

/** Sets each item's middle where it wants to be, pushed down by the one above; then the whole back by what they were pushed on average. */
function settle(column: Item[], middle: (item: Item) => number) {
  const wanted = column.map((item) => middle(item) - item.height / 2);
  let free = Number.NEGATIVE_INFINITY;
  let pushed = 0;
  column.forEach((item, at) => {
    const want = wanted[at] ?? 0;
    item.y = Math.max(want, free);
    pushed += item.y - want;
    free = item.y + item.height + card.gapY;
  });
  for (const item of column) item.y -= pushed / column.length;
}

/** Leaves the first on its right, passes others straight through their columns, comes to the last on its left. */
function wayOf(chain: Item[]): Point[] {
  return chain.flatMap((item, at) => {
    const y = item.y + item.height / 2;
    const left = { x: leftOf(item.column), y };
    const right = { x: left.x + card.width, y };
    return at === 0 ? [right] : at === chain.length - 1 ? [left] : [left, right];
  });
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

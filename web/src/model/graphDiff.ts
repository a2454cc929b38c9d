import type { Graph, GraphEdge, GraphNode } from "./graph";

/** A node or an edge before and after; null where it was not, or is no more. */
export interface Change<T> {
  id: string;
  from: T | null;
  to: T | null;
}

/** What changes from one graph to another. */
export interface GraphPatch {
  nodes: Change<GraphNode>[];
  edges: Change<GraphEdge>[];
}

export const diffGraphs = (from: Graph, to: Graph): GraphPatch => ({
  nodes: diffLists(from.nodes, to.nodes),
  edges: diffLists(from.edges, to.edges),
});

export const isEmptyPatch = (patch: GraphPatch): boolean => patch.nodes.length + patch.edges.length === 0;

/** The graph after the patch; things that the patch changes and the graph does not have are left alone. */
export const applyPatch = (graph: Graph, patch: GraphPatch): Graph => ({
  nodes: applyTo(graph.nodes, patch.nodes),
  edges: keepAttached(applyTo(graph.nodes, patch.nodes), applyTo(graph.edges, patch.edges)),
});

/** The newer graph and what it no longer has of the older one, for a picture of both. */
export function withRemoved(older: Graph, newer: Graph): Graph {
  const nodes = new Set(newer.nodes.map((node) => node.id));
  const edges = new Set(newer.edges.map((edge) => edge.id));
  const all = [...newer.nodes, ...older.nodes.filter((node) => !nodes.has(node.id))];
  return {
    nodes: all,
    edges: keepAttached(all, [...newer.edges, ...older.edges.filter((edge) => !edges.has(edge.id))]),
  };
}

export const reversed = (patch: GraphPatch): GraphPatch => ({
  nodes: patch.nodes.map(({ id, from, to }) => ({ id, from: to, to: from })),
  edges: patch.edges.map(({ id, from, to }) => ({ id, from: to, to: from })),
});

/** True where a step only stands elsewhere: it is moved, not changed. */
export function onlyMoved({ from, to }: Change<object>): boolean {
  return (
    from !== null &&
    to !== null &&
    changedFields<object>(from, to).every((field: string) => /^position_[xy]$/.test(field))
  );
}

/** The fields in which two versions of a thing differ. */
export function changedFields<T extends object>(from: T, to: T): (keyof T & string)[] {
  return (Object.keys({ ...from, ...to }) as (keyof T & string)[]).filter((key) => !same(from[key], to[key]));
}

/** Deep equality of JSON values, whatever the order of keys. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object")
    return (a ?? null) === (b ?? null);
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => same(a[key as keyof typeof a], b[key as keyof typeof b]));
}

function diffLists<T extends { id: string }>(from: readonly T[], to: readonly T[]): Change<T>[] {
  if (from === to) return [];
  const before = new Map(from.map((one) => [one.id, one]));
  const after = new Set(to.map((one) => one.id));
  return [
    ...from.filter((one) => !after.has(one.id)).map((one) => ({ id: one.id, from: one, to: null })),
    ...to.flatMap((one) => {
      const was = before.get(one.id) ?? null;
      return was !== null && (was === one || same(was, one)) ? [] : [{ id: one.id, from: was, to: one }];
    }),
  ];
}

function applyTo<T extends { id: string }>(list: readonly T[], changes: readonly Change<T>[]): readonly T[] {
  if (changes.length === 0) return list;
  const byId = new Map(changes.map((change) => [change.id, change]));
  const there = new Set(list.map((one) => one.id));
  const kept = list.flatMap((one) => {
    const change = byId.get(one.id);
    return change ? (change.to ? [change.to] : []) : [one];
  });
  return [...kept, ...changes.flatMap(({ id, to }) => (to && !there.has(id) ? [to] : []))];
}

function keepAttached(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): readonly GraphEdge[] {
  const ids = new Set(nodes.map((node) => node.id));
  const attached = edges.filter((edge) => ids.has(edge.source_node_id) && ids.has(edge.target_node_id));
  return attached.length === edges.length ? edges : attached;
}

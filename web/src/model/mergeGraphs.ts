import type { Graph } from "./graph";
import { applyPatch, changedFields, diffGraphs, same } from "./graphDiff";

/** One place where both sides changed the same thing in different ways. */
export interface Clash {
  kind: "node" | "edge";
  id: string;
  /** what people call the thing */
  name: string;
  /** null: one side removed what the other changed */
  field: string | null;
  mine: unknown;
  theirs: unknown;
}

export interface Merged {
  /** both sides' changes, mine where they clash */
  graph: Graph;
  clashes: Clash[];
}

/** Puts two people's changes of the same graph together, field by field. */
export function mergeGraphs(base: Graph, mine: Graph, theirs: Graph): Merged {
  const clashes: Clash[] = [];
  const labels = new Map([...theirs.nodes, ...mine.nodes].map((node) => [node.id, node.label]));
  const edgeName = (edge: { source_node_id: string; target_node_id: string }) =>
    `${labels.get(edge.source_node_id) ?? "?"} → ${labels.get(edge.target_node_id) ?? "?"}`;
  const patch = diffGraphs(base, mine);
  const merged = {
    nodes: patch.nodes.map((change) => settle("node", change, theirs.nodes, clashes, (node) => node.label)),
    edges: patch.edges.map((change) => settle("edge", change, theirs.edges, clashes, edgeName)),
  };
  return { graph: applyPatch(theirs, merged), clashes };
}

function settle<T extends { id: string }>(
  kind: Clash["kind"],
  change: { id: string; from: T | null; to: T | null },
  theirs: readonly T[],
  clashes: Clash[],
  nameOf: (thing: T) => string,
): { id: string; from: T | null; to: T | null } {
  const { id, from, to } = change;
  const other = theirs.find((one) => one.id === id) ?? null;
  if (from === null || (other !== null && same(from, other))) return change;
  const known = to ?? other ?? from;
  if (to === null || other === null) {
    if (to !== other) clashes.push({ kind, id, name: nameOf(known), field: null, mine: to, theirs: other });
    return change;
  }
  const mineChanged = changedFields(from, to);
  const result = { ...other };
  for (const field of mineChanged) {
    if (!same(from[field], other[field]) && !same(to[field], other[field]))
      clashes.push({ kind, id, name: nameOf(known), field, mine: to[field], theirs: other[field] });
    result[field] = to[field];
  }
  return { id, from, to: result };
}

/** The merged graph with their side taken for the chosen clashes. */
export function takeTheirs(merged: Graph, theirs: Graph, clashes: readonly Clash[]): Graph {
  let { nodes, edges } = merged;
  for (const clash of clashes) {
    const pick = <T extends { id: string }>(list: readonly T[], source: readonly T[]): readonly T[] => {
      const other = source.find((one) => one.id === clash.id);
      if (!other) return list.filter((one) => one.id !== clash.id);
      if (!list.some((one) => one.id === clash.id)) return [...list, other];
      return list.map((one) =>
        one.id !== clash.id ? one : clash.field === null ? other : { ...one, [clash.field]: clash.theirs },
      );
    };
    if (clash.kind === "node") nodes = pick(nodes, theirs.nodes);
    else edges = pick(edges, theirs.edges);
  }
  return applyPatch({ nodes, edges }, { nodes: [], edges: [] });
}

/** A workflow's graph as the API reads and writes it. */
export interface GraphNode {
  id: string;
  label: string;
  kind: string;
  lens_id: string | null;
  version_id: string | null;
  config: Readonly<Record<string, unknown>>;
  position_x: number;
  position_y: number;
  ordinal: number;
}

export interface GraphEdge {
  id: string;
  source_node_id: string;
  target_node_id: string;
  source_output_key: string;
  target_param_label: string;
  merge_strategy: string;
  condition: unknown;
  ordinal: number;
}

export interface Graph {
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
}

export const emptyGraph: Graph = { nodes: [], edges: [] };

/** True when an edge from source to target would close a circle. */
export function wouldCycle(graph: Graph, source: string, target: string): boolean {
  if (source === target) return true;
  const next = new Map<string, string[]>();
  for (const edge of graph.edges)
    next.set(edge.source_node_id, [...(next.get(edge.source_node_id) ?? []), edge.target_node_id]);
  const seen = new Set<string>();
  const todo = [target];
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    if (at === source) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    todo.push(...(next.get(at) ?? []));
  }
  return false;
}

/** The label, or the label with the first number that makes it free among the taken ones. */
export function freeLabel(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  const stem = wanted.replace(/ \d+$/, "");
  let number = 2;
  while (taken.has(`${stem} ${number}`)) number++;
  return `${stem} ${number}`;
}

/** The nodes so that each follows all its sources; nodes of equal rank keep their order. */
export function inRunOrder(graph: Graph): GraphNode[] {
  const open = new Map(graph.nodes.map((node) => [node.id, 0]));
  const targets = new Map<string, string[]>();
  for (const edge of graph.edges) {
    open.set(edge.target_node_id, (open.get(edge.target_node_id) ?? 0) + 1);
    targets.set(edge.source_node_id, [...(targets.get(edge.source_node_id) ?? []), edge.target_node_id]);
  }
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const ready = graph.nodes.filter((node) => open.get(node.id) === 0);
  const ordered: GraphNode[] = [];
  for (let node = ready.shift(); node; node = ready.shift()) {
    ordered.push(node);
    for (const id of targets.get(node.id) ?? []) {
      const left = (open.get(id) ?? 0) - 1;
      open.set(id, left);
      const target = byId.get(id);
      if (left === 0 && target) ready.push(target);
    }
  }
  const placed = new Set(ordered.map((node) => node.id));
  return [...ordered, ...graph.nodes.filter((node) => !placed.has(node.id))];
}

export function addNode(graph: Graph, node: GraphNode): Graph {
  const taken = new Set(graph.nodes.map((one) => one.label));
  return {
    ...graph,
    nodes: [
      ...graph.nodes,
      { ...node, label: freeLabel(node.label, taken), ordinal: nextOrdinal(graph.nodes) },
    ],
  };
}

export const changeNode = (graph: Graph, id: string, part: Partial<GraphNode>): Graph => ({
  ...graph,
  nodes: graph.nodes.map((node) => (node.id === id ? { ...node, ...part } : node)),
});

export const changeEdge = (graph: Graph, id: string, part: Partial<GraphEdge>): Graph => ({
  ...graph,
  edges: graph.edges.map((edge) => (edge.id === id ? { ...edge, ...part } : edge)),
});

/** Without these nodes and edges, nor the edges at those nodes. */
export function remove(graph: Graph, ids: ReadonlySet<string>): Graph {
  return {
    nodes: graph.nodes.filter((node) => !ids.has(node.id)),
    edges: graph.edges.filter(
      (edge) => !ids.has(edge.id) && !ids.has(edge.source_node_id) && !ids.has(edge.target_node_id),
    ),
  };
}

export function moveNodes(graph: Graph, places: ReadonlyMap<string, { x: number; y: number }>): Graph {
  return {
    ...graph,
    nodes: graph.nodes.map((node) => {
      const place = places.get(node.id);
      return place ? { ...node, position_x: Math.round(place.x), position_y: Math.round(place.y) } : node;
    }),
  };
}

/** A new edge into the first of the target's parameters that nothing feeds yet; null where it may not be. */
export function connect(
  graph: Graph,
  edge: Pick<GraphEdge, "id" | "source_node_id" | "target_node_id">,
  targetLabels: readonly string[],
): Graph | null {
  if (wouldCycle(graph, edge.source_node_id, edge.target_node_id)) return null;
  const into = graph.edges.filter((one) => one.target_node_id === edge.target_node_id);
  const fed = new Set(into.map((one) => one.target_param_label));
  const mine = new Set(
    into.filter((one) => one.source_node_id === edge.source_node_id).map((one) => one.target_param_label),
  );
  const label =
    targetLabels.find((one) => !fed.has(one)) ??
    targetLabels.find((one) => !mine.has(one)) ??
    freeLabel("input", mine);
  const beside = into.find((one) => one.target_param_label === label);
  return {
    ...graph,
    edges: [
      ...graph.edges,
      {
        ...edge,
        source_output_key: "output",
        target_param_label: label,
        merge_strategy: beside?.merge_strategy ?? "last_write_wins",
        condition: null,
        ordinal: nextOrdinal(graph.edges),
      },
    ],
  };
}

/** All edges into one parameter agree on how they merge, so a change goes to all of them. */
export function setMerge(graph: Graph, edge: GraphEdge, strategy: string): Graph {
  return {
    ...graph,
    edges: graph.edges.map((one) =>
      one.target_node_id === edge.target_node_id && one.target_param_label === edge.target_param_label
        ? { ...one, merge_strategy: strategy }
        : one,
    ),
  };
}

const nextOrdinal = (list: readonly { ordinal: number }[]): number =>
  list.reduce((most, one) => Math.max(most, one.ordinal + 1), 0);

export type Direction = "ArrowRight" | "ArrowLeft" | "ArrowDown" | "ArrowUp";

/** The step that one comes to from another: right and left along connections, up and down to the nearest one that stands there. */
export function neighbour(graph: Graph, id: string, direction: Direction): string | null {
  const from = graph.nodes.find((node) => node.id === id);
  if (!from) return null;
  const joined = new Set(
    graph.edges.flatMap((edge) => {
      if (direction === "ArrowRight") return edge.source_node_id === id ? [edge.target_node_id] : [];
      return direction === "ArrowLeft" && edge.target_node_id === id ? [edge.source_node_id] : [];
    }),
  );
  const down = direction === "ArrowDown" ? 1 : direction === "ArrowUp" ? -1 : 0;
  const there = graph.nodes.filter((node) =>
    down === 0 ? joined.has(node.id) : (node.position_y - from.position_y) * down > 0,
  );
  const far = (node: GraphNode) =>
    Math.abs(node.position_y - from.position_y) +
    (down === 0 ? 0 : Math.abs(node.position_x - from.position_x));
  return there.sort((a, b) => far(a) - far(b))[0]?.id ?? null;
}

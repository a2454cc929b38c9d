import { freeLabel, type Graph, type GraphEdge, type GraphNode } from "./graph";

const format = "connectedlenses/graph";

/** The chosen nodes and the edges between them, as text for the clipboard or a file. */
export function copyGraph(graph: Graph, ids: ReadonlySet<string>): string {
  const nodes = graph.nodes.filter((node) => ids.has(node.id));
  const edges = graph.edges.filter((edge) => ids.has(edge.source_node_id) && ids.has(edge.target_node_id));
  return JSON.stringify({ format, version: 1, nodes, edges }, null, 2);
}

/** The graph with what the text describes added beside it, under new ids and free labels; null when the text is no graph. */
export function pasteGraph(
  graph: Graph,
  text: string,
  newId: () => string,
): { graph: Graph; added: string[] } | null {
  const copied = readCopy(text);
  if (copied === null) return null;
  const taken = new Set(graph.nodes.map((node) => node.label));
  const ids = new Map<string, string>();
  const ordinal = graph.nodes.reduce((most, node) => Math.max(most, node.ordinal + 1), 0);
  const nodes = copied.nodes.map((node, at): GraphNode => {
    const id = newId();
    ids.set(node.id, id);
    const label = freeLabel(node.label, taken);
    taken.add(label);
    return {
      ...node,
      id,
      label,
      position_x: node.position_x + 40,
      position_y: node.position_y + 40,
      ordinal: ordinal + at,
    };
  });
  const first = graph.edges.reduce((most, edge) => Math.max(most, edge.ordinal + 1), 0);
  const edges = copied.edges.flatMap((edge, at): GraphEdge[] => {
    const source = ids.get(edge.source_node_id);
    const target = ids.get(edge.target_node_id);
    return source && target
      ? [{ ...edge, id: newId(), source_node_id: source, target_node_id: target, ordinal: first + at }]
      : [];
  });
  return {
    graph: { nodes: [...graph.nodes, ...nodes], edges: [...graph.edges, ...edges] },
    added: nodes.map((node) => node.id),
  };
}

function readCopy(text: string): { nodes: GraphNode[]; edges: GraphEdge[] } | null {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  if (read === null || typeof read !== "object" || !("format" in read) || read.format !== format) return null;
  const nodes = "nodes" in read && Array.isArray(read.nodes) ? read.nodes : [];
  const edges = "edges" in read && Array.isArray(read.edges) ? read.edges : [];
  return {
    nodes: nodes.filter((node) => typeof node?.id === "string").map(cleanNode),
    edges: edges.filter((edge) => typeof edge?.source_node_id === "string").map(cleanEdge),
  };
}

const cleanNode = (node: Partial<GraphNode>): GraphNode => ({
  id: String(node.id),
  label: String(node.label ?? "node").slice(0, 120) || "node",
  kind: String(node.kind ?? "lens"),
  lens_id: node.lens_id ?? null,
  version_id: node.version_id ?? null,
  config: node.config && typeof node.config === "object" ? node.config : {},
  position_x: Number(node.position_x) || 0,
  position_y: Number(node.position_y) || 0,
  ordinal: 0,
});

const cleanEdge = (edge: Partial<GraphEdge>): GraphEdge => ({
  id: "",
  source_node_id: String(edge.source_node_id),
  target_node_id: String(edge.target_node_id),
  source_output_key: String(edge.source_output_key ?? "output"),
  target_param_label: String(edge.target_param_label ?? "input"),
  merge_strategy: String(edge.merge_strategy ?? "last_write_wins"),
  condition: edge.condition ?? null,
  ordinal: 0,
});

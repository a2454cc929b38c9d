import type { GraphEdge, GraphNode } from "./graph";

/** A node for tests. */
export const nodeOf = (id: string, more: Partial<GraphNode> = {}): GraphNode => ({
  id,
  label: id,
  kind: "lens",
  lens_id: null,
  version_id: null,
  config: {},
  position_x: 0,
  position_y: 0,
  ordinal: 0,
  ...more,
});

/** An edge for tests, named by its ends. */
export const edgeOf = (from: string, to: string, more: Partial<GraphEdge> = {}): GraphEdge => ({
  id: `${from}-${to}`,
  source_node_id: from,
  target_node_id: to,
  source_output_key: "output",
  target_param_label: "text",
  merge_strategy: "last_write_wins",
  condition: null,
  ordinal: 0,
  ...more,
});

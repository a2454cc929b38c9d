import dagre from "@dagrejs/dagre";
import type { Graph } from "./graph";

export const nodeSize = { width: 208, height: 68 };

/** Places for all nodes, left to right in the order in which they run. */
export function autoLayout(graph: Graph): Map<string, { x: number; y: number }> {
  const layout = new dagre.graphlib.Graph();
  layout.setGraph({ rankdir: "LR", nodesep: 32, ranksep: 130 });
  layout.setDefaultEdgeLabel(() => ({}));
  for (const node of graph.nodes) layout.setNode(node.id, { ...nodeSize });
  for (const edge of graph.edges) layout.setEdge(edge.source_node_id, edge.target_node_id);
  dagre.layout(layout);
  return new Map(
    graph.nodes.map((node) => {
      const at = layout.node(node.id);
      return [node.id, { x: at.x - nodeSize.width / 2, y: at.y - nodeSize.height / 2 }];
    }),
  );
}

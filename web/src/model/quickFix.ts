import { changeEdge, type Graph, type GraphNode, remove } from "./graph";

interface FoundProblem {
  code: string;
  node_id: string | null;
  edge_id: string | null;
}

/** What a button beside a problem would do: its name, what it is done to, and the graph after it. */
export interface QuickFix {
  what: "removeNode" | "removeEdge" | "useParameter" | "useOutput" | "removeCondition";
  name: string;
  graph: Graph;
}

/** The mending of a problem that needs no thought; null where somebody has to decide. */
export function quickFix(
  problem: FoundProblem,
  graph: Graph,
  parametersOf: (node: GraphNode) => readonly { label: string }[],
): QuickFix | null {
  const edge = graph.edges.find((one) => one.id === problem.edge_id);
  const node = graph.nodes.find((one) => one.id === (edge?.target_node_id ?? problem.node_id));
  switch (problem.code) {
    case "orphan_node":
      return node ? { what: "removeNode", name: node.label, graph: remove(graph, new Set([node.id])) } : null;
    case "self_edge":
      return edge
        ? { what: "removeEdge", name: edge.target_param_label, graph: remove(graph, new Set([edge.id])) }
        : null;
    case "unknown_source_output":
      return edge
        ? {
            what: "useOutput",
            name: "output",
            graph: changeEdge(graph, edge.id, { source_output_key: "output" }),
          }
        : null;
    case "bad_condition":
      return edge
        ? { what: "removeCondition", name: "", graph: changeEdge(graph, edge.id, { condition: null }) }
        : null;
    case "unknown_param_label": {
      if (!edge || !node) return null;
      const fed = new Set(
        graph.edges.filter((one) => one.target_node_id === node.id).map((one) => one.target_param_label),
      );
      const free = parametersOf(node).find((one) => !fed.has(one.label));
      if (free)
        return {
          what: "useParameter",
          name: free.label,
          graph: changeEdge(graph, edge.id, { target_param_label: free.label }),
        };
      return { what: "removeEdge", name: edge.target_param_label, graph: remove(graph, new Set([edge.id])) };
    }
    default:
      return null;
  }
}

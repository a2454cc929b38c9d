import { nodeSize } from "./autoLayout";
import type { Graph, GraphNode } from "./graph";

/** A frame around the steps that are one group. */
export interface Frame {
  name: string;
  ids: readonly string[];
  x: number;
  y: number;
  width: number;
  height: number;
}

const margin = 22;
const head = 30;

const textOf = (value: unknown): string => (typeof value === "string" ? value.trim() : "");
export const groupOf = (node: GraphNode): string => textOf(node.config.group);
export const noteOf = (node: GraphNode): string => textOf(node.config.note);

/** The frames of all groups, by name; a step stands where it is dragged to. */
export function framesOf(
  nodes: readonly GraphNode[],
  dragged: ReadonlyMap<string, { x: number; y: number }> = new Map(),
): Frame[] {
  const groups = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    const name = groupOf(node);
    if (name) groups.set(name, [...(groups.get(name) ?? []), node]);
  }
  return [...groups].sort().map(([name, members]) => {
    const places = members.map((node) => dragged.get(node.id) ?? { x: node.position_x, y: node.position_y });
    const x = Math.min(...places.map((at) => at.x)) - margin;
    const y = Math.min(...places.map((at) => at.y)) - margin - head;
    return {
      name,
      ids: members.map((node) => node.id),
      x,
      y,
      width: Math.max(...places.map((at) => at.x)) + nodeSize.width + margin - x,
      height: Math.max(...places.map((at) => at.y)) + nodeSize.height + margin - y,
    };
  });
}

/** The graph with these steps in a group, or without a name in none. */
export function group(graph: Graph, ids: ReadonlySet<string>, name: string): Graph {
  return {
    ...graph,
    nodes: graph.nodes.map((node) => {
      if (!ids.has(node.id)) return node;
      const { group: _, ...config } = node.config;
      return { ...node, config: name.trim() ? { ...config, group: name.trim() } : config };
    }),
  };
}

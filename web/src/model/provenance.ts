/** One value that went from a step, or from an input of the run, into a step. */
export interface Link {
  id: string;
  source_node_id: string | null;
  source_output_path: string;
  target_node_id: string;
  target_input_path: string;
}

/** A place that a value came through: a step's output, or an input of the run. */
export interface Origin {
  nodeId: string | null;
  path: string;
  from: Origin[];
}

/** All that a step's inputs came from, back to the inputs of the run; a step that was met already is not followed again. */
export function originsOf(
  links: readonly Link[],
  nodeId: string,
  met: ReadonlySet<string> = new Set(),
): Origin[] {
  const seen = new Set([...met, nodeId]);
  return links
    .filter((link) => link.target_node_id === nodeId)
    .map((link) => ({
      nodeId: link.source_node_id,
      path: link.source_output_path,
      from:
        link.source_node_id !== null && !seen.has(link.source_node_id)
          ? originsOf(links, link.source_node_id, seen)
          : [],
    }));
}

/** Where a step's outputs went. */
export const consumersOf = (links: readonly Link[], nodeId: string): Link[] =>
  links.filter((link) => link.source_node_id === nodeId);

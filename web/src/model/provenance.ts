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

/** How an edge between two steps is named here. */
export const wayOf = (source: string, target: string): string => `${source}>${target}`;

/** The ways on which values came into a step, all the way back, and on which its own went on. */
export function tracesOf(
  links: readonly Link[],
  nodeId: string,
): { into: ReadonlySet<string>; onwards: ReadonlySet<string> } {
  const into = new Set<string>();
  const met = new Set([nodeId]);
  for (const at of met)
    for (const link of links) {
      if (link.target_node_id !== at || link.source_node_id === null) continue;
      into.add(wayOf(link.source_node_id, at));
      met.add(link.source_node_id);
    }
  return {
    into,
    onwards: new Set(consumersOf(links, nodeId).map((link) => wayOf(nodeId, link.target_node_id))),
  };
}

/** The value at the path of an output, as the engine reads it: the text itself, or a place in the data; undefined where there is none. */
export function valueIn(envelope: unknown, path: string): unknown {
  if (envelope === null || typeof envelope !== "object") return undefined;
  const parts = path
    .replace(/^\$\.?/, "")
    .split(/[.[\]]+/)
    .filter(Boolean);
  const read = (from: unknown) =>
    parts.reduce<unknown>(
      (at, part) =>
        at !== null && typeof at === "object" && Object.hasOwn(at, part)
          ? at[part as keyof typeof at]
          : undefined,
      from,
    );
  const whole = read(envelope);
  return whole === undefined && "data" in envelope ? read(envelope.data) : whole;
}

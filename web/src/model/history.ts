import type { Graph } from "./graph";
import { applyPatch, diffGraphs, type GraphPatch, isEmptyPatch, reversed } from "./graphDiff";

/** One thing that was done: what it is called, and what it changed. */
export interface Step {
  label: string;
  patch: GraphPatch;
  /** steps of the same kind on the same thing in a row are one step */
  group: string | null;
}

/** A graph with what was done to it and undone of it. */
export interface Edited {
  graph: Graph;
  past: readonly Step[];
  future: readonly Step[];
}

const remembered = 200;

export const startEditing = (graph: Graph): Edited => ({ graph, past: [], future: [] });

/** The state after a change; a change that changes nothing is not remembered. */
export function edit(edited: Edited, label: string, graph: Graph, group: string | null = null): Edited {
  const patch = diffGraphs(edited.graph, graph);
  if (isEmptyPatch(patch)) return edited;
  const last = edited.past.at(-1);
  if (group !== null && last?.group === group) {
    const before = applyPatch(edited.graph, reversed(last.patch));
    return {
      graph,
      past: [...edited.past.slice(0, -1), { ...last, patch: diffGraphs(before, graph) }],
      future: [],
    };
  }
  return { graph, past: [...edited.past.slice(1 - remembered), { label, patch, group }], future: [] };
}

export function undo(edited: Edited): Edited {
  const step = edited.past.at(-1);
  if (!step) return edited;
  return {
    graph: applyPatch(edited.graph, reversed(step.patch)),
    past: edited.past.slice(0, -1),
    future: [step, ...edited.future],
  };
}

export function redo(edited: Edited): Edited {
  const [step, ...rest] = edited.future;
  if (!step) return edited;
  return { graph: applyPatch(edited.graph, step.patch), past: [...edited.past, step], future: rest };
}

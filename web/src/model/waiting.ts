import type { GraphEdge } from "./graph";
import type { RunView } from "./runEvents";

/** A sentence of the page's texts with its values. */
export interface Sentence {
  key: string;
  values: Record<string, string | number>;
}

const settled = new Set(["completed", "failed", "cancelled", "skipped", "timed_out", "invalidated"]);

/** Why a step waits or was skipped, for people; null when it does neither. */
export function waitingSentence(
  id: string,
  edges: readonly GraphEdge[],
  run: RunView,
  labels: ReadonlyMap<string, string>,
  now: number,
  kind = "",
): Sentence | null {
  const node = run.nodes[id];
  if (!node) return null;
  if (node.status === "skipped") return skipped(node.skipped, edges, labels);
  if (node.status === "retrying") {
    const last = node.tries.at(-1);
    const due = last?.endedAt ? Date.parse(last.endedAt) + (last.delayMs ?? 0) : now;
    return {
      key: "waiting.retry",
      values: {
        cause: node.waitingReason ?? "",
        seconds: Math.max(0, Math.ceil((due - now) / 1000)),
        attempt: node.attempts + 1,
      },
    };
  }
  if (node.status === "awaiting_dependency") {
    const sources = [
      ...new Set(edges.filter((edge) => edge.target_node_id === id).map((edge) => edge.source_node_id)),
    ];
    const open = sources.filter((source) => !settled.has(run.nodes[source]?.status ?? ""));
    if (open.length === 0) return null;
    return {
      key: "waiting.inputs",
      values: {
        open: open.length,
        all: sources.length,
        labels: open.map((source) => labels.get(source) ?? source).join(", "),
      },
    };
  }
  if (node.status === "blocked") return { key: blocked(node.waitingReason, kind), values: {} };
  return node.status === "queued" ? { key: "waiting.worker", values: {} } : null;
}

/** How a step is shown: what is blocked needs a person, unless it waits for its clock, another run or somebody outside. */
export function shownStatus(status: string, reason: string | null, kind: string): string {
  return status === "blocked" && blocked(reason, kind) !== "waiting.person" ? "parked" : status;
}

/** What a step that holds nothing waits for: its clock, another run, somebody outside, or a person. */
function blocked(reason: string | null, kind: string): string {
  if (kind === "wait") return "waiting.time";
  if (reason === "dependency") return "waiting.run";
  return reason === "external_callback" ? "waiting.outside" : "waiting.person";
}

function skipped(
  reasons: readonly { edgeId: string; because: string }[],
  edges: readonly GraphEdge[],
  labels: ReadonlyMap<string, string>,
): Sentence {
  const told = reasons.find((one) => one.because !== "live");
  const edge = edges.find((one) => one.id === told?.edgeId);
  return {
    key: told ? `waiting.${told.because}` : "waiting.condition_false",
    values: { label: labels.get(edge?.source_node_id ?? "") ?? "" },
  };
}

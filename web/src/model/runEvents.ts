/** The envelope of one stored run event, as the server streams it. */
export interface RunEvent {
  eventId: number;
  type: string;
  runId: string;
  nodeId?: string | null;
  timestamp: string;
  payload: Record<string, unknown>;
}

export type NodeStatus =
  | "pending"
  | "awaiting_dependency"
  | "queued"
  | "running"
  | "streaming"
  | "retrying"
  | "completed"
  | "failed"
  | "cancelled"
  | "skipped"
  | "timed_out"
  | "blocked"
  | "invalidated";

export interface NodeView {
  status: NodeStatus;
  waitingReason: string | null;
  attempts: number;
  /** Streamed text of the newest attempt, then the final output. */
  text: string;
  error: string | null;
  startedAt: string | null;
  endedAt: string | null;
}

export interface RunView {
  status: string;
  lastEventId: number;
  startedAt: string | null;
  endedAt: string | null;
  error: string | null;
  credits: number;
  nodes: Readonly<Record<string, NodeView>>;
}

export const emptyRun: RunView = {
  status: "queued",
  lastEventId: 0,
  startedAt: null,
  endedAt: null,
  error: null,
  credits: 0,
  nodes: {},
};

export const untouchedNode: NodeView = {
  status: "pending",
  waitingReason: null,
  attempts: 0,
  text: "",
  error: null,
  startedAt: null,
  endedAt: null,
};

const terminalRun: Readonly<Record<string, string>> = {
  "run.completed": "completed",
  "run.failed": "failed",
  "run.cancelled": "cancelled",
  "run.timed_out": "timed_out",
};

const terminalNode: Readonly<Record<string, NodeStatus>> = {
  "node.completed": "completed",
  "node.failed": "failed",
  "node.cancelled": "cancelled",
  "node.skipped": "skipped",
  "node.timed_out": "timed_out",
  "node.invalidated": "invalidated",
};

export const isTerminalRunEvent = (type: string): boolean => type in terminalRun;

/** Applies one event; an event that was already applied changes nothing, an unknown type only moves on. */
export function reduceRun(run: RunView, event: RunEvent): RunView {
  if (event.eventId <= run.lastEventId) return run;
  const next = { ...run, lastEventId: event.eventId };
  if (event.type.startsWith("run.")) return reduceRunEvent(next, event);
  if (event.type === "cost.recorded")
    return { ...next, credits: next.credits + number(event, "costCredits") };
  if (event.nodeId && event.type.startsWith("node.")) {
    const before = run.nodes[event.nodeId] ?? untouchedNode;
    const after = reduceNode(before, event);
    return after === before ? next : { ...next, nodes: { ...run.nodes, [event.nodeId]: after } };
  }
  return next;
}

function reduceRunEvent(run: RunView, event: RunEvent): RunView {
  const ended = terminalRun[event.type];
  if (ended) return { ...run, status: ended, endedAt: event.timestamp, error: errorText(event) };
  switch (event.type) {
    case "run.started":
      return { ...run, status: "running", startedAt: event.timestamp };
    case "run.recovered":
      return { ...run, status: "recovered" };
    case "run.status.changed":
      return { ...run, status: text(event, "status") ?? text(event, "to") ?? run.status };
    default:
      return run;
  }
}

function reduceNode(node: NodeView, event: RunEvent): NodeView {
  const ended = terminalNode[event.type];
  if (ended) {
    return {
      ...node,
      status: ended,
      waitingReason: ended === "skipped" ? "condition_false" : null,
      text: outputText(event) ?? node.text,
      error: ended === "completed" || ended === "skipped" ? null : errorText(event),
      endedAt: event.timestamp,
    };
  }
  switch (event.type) {
    case "node.queued":
      return { ...node, status: "queued", waitingReason: null };
    case "node.waiting":
      return {
        ...node,
        status: node.status === "retrying" ? "retrying" : "awaiting_dependency",
        waitingReason: text(event, "reason") ?? text(event, "waitingReason"),
      };
    case "node.started":
      return {
        ...node,
        status: "running",
        waitingReason: null,
        attempts: number(event, "attempt") || node.attempts + 1,
        text: "",
        startedAt: node.startedAt ?? event.timestamp,
      };
    case "node.stream.delta":
      return {
        ...node,
        status: "streaming",
        text: node.text + (text(event, "text") ?? text(event, "delta") ?? ""),
      };
    case "node.retried":
      return { ...node, status: "retrying", waitingReason: text(event, "cause") };
    case "node.blocked":
      return { ...node, status: "blocked", waitingReason: text(event, "reason") };
    default:
      return node;
  }
}

function outputText(event: RunEvent): string | null {
  const output = event.payload.output;
  if (typeof output === "string") return output;
  if (output && typeof output === "object" && "output" in output && typeof output.output === "string")
    return output.output;
  return null;
}

function errorText(event: RunEvent): string | null {
  const error = event.payload.error;
  if (error && typeof error === "object" && "message" in error && typeof error.message === "string")
    return error.message;
  return typeof error === "string" ? error : text(event, "message");
}

function text(event: RunEvent, key: string): string | null {
  const value = event.payload[key];
  return typeof value === "string" ? value : null;
}

function number(event: RunEvent, key: string): number {
  const value = event.payload[key];
  return typeof value === "number" ? value : 0;
}

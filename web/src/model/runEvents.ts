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

/** One attempt at a node: when it ran, and how it ended. */
export interface Try {
  attempt: number;
  startedAt: string;
  firstTextAt: string | null;
  endedAt: string | null;
  /** null while it runs */
  outcome: NodeStatus | "retried" | null;
  cause: string | null;
  message: string | null;
  delayMs: number | null;
}

export interface NodeView {
  status: NodeStatus;
  waitingReason: string | null;
  attempts: number;
  /** Streamed text of the newest attempt, then the final output. */
  text: string;
  /** The envelope that the node ended with. */
  output: Record<string, unknown> | null;
  error: string | null;
  cause: string | null;
  violations: { field: string; message: string }[];
  queuedAt: string | null;
  startedAt: string | null;
  endedAt: string | null;
  ttfbMs: number | null;
  inputTokens: number;
  outputTokens: number;
  credits: number;
  model: string | null;
  tries: readonly Try[];
  logs: readonly { at: string; level: string; message: string }[];
  /** Why a skipped node was skipped: what each incoming edge was. */
  skipped: readonly { edgeId: string; because: string }[];
}

export interface RunView {
  status: string;
  lastEventId: number;
  startedAt: string | null;
  endedAt: string | null;
  error: string | null;
  failedNode: string | null;
  credits: number;
  nodes: Readonly<Record<string, NodeView>>;
}

export const emptyRun: RunView = {
  status: "queued",
  lastEventId: 0,
  startedAt: null,
  endedAt: null,
  error: null,
  failedNode: null,
  credits: 0,
  nodes: {},
};

export const untouchedNode: NodeView = {
  status: "pending",
  waitingReason: null,
  attempts: 0,
  text: "",
  output: null,
  error: null,
  cause: null,
  violations: [],
  queuedAt: null,
  startedAt: null,
  endedAt: null,
  ttfbMs: null,
  inputTokens: 0,
  outputTokens: 0,
  credits: 0,
  model: null,
  tries: [],
  logs: [],
  skipped: [],
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
export const reduceRun = (run: RunView, event: RunEvent): RunView => reduceAll(run, [event]);

/** Applies events in order, copying the table of nodes once however many there are. */
export function reduceAll(run: RunView, events: readonly RunEvent[]): RunView {
  const fresh = events.filter((event) => event.eventId > run.lastEventId);
  if (fresh.length === 0) return run;
  const nodes: Record<string, NodeView> = { ...run.nodes };
  let next: RunView = { ...run, nodes };
  for (const event of fresh) {
    if (event.eventId <= next.lastEventId) continue;
    if (event.type.startsWith("run.")) next = reduceRunEvent(next, event, nodes);
    else if (event.nodeId) nodes[event.nodeId] = reduceNode(nodes[event.nodeId] ?? untouchedNode, event);
    if (event.type === "cost.recorded")
      next = { ...next, credits: next.credits + number(event, "costCredits") };
    next = { ...next, lastEventId: event.eventId };
  }
  return next;
}

function reduceRunEvent(run: RunView, event: RunEvent, nodes: Record<string, NodeView>): RunView {
  const ended = terminalRun[event.type];
  if (ended) {
    const error = event.payload.error;
    const failedNode =
      error && typeof error === "object" && "nodeId" in error && typeof error.nodeId === "string"
        ? error.nodeId
        : null;
    return { ...run, status: ended, endedAt: event.timestamp, error: errorText(event), failedNode };
  }
  switch (event.type) {
    case "run.started":
      for (const id of Array.isArray(event.payload.nodes) ? event.payload.nodes : [])
        nodes[String(id)] ??= {
          ...untouchedNode,
          status: "awaiting_dependency",
          waitingReason: "dependency",
        };
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
  if (ended) return endNode(node, event, ended);
  switch (event.type) {
    case "node.queued":
      return { ...node, status: "queued", waitingReason: null, queuedAt: node.queuedAt ?? event.timestamp };
    case "node.waiting":
      return {
        ...node,
        status: node.status === "retrying" ? "retrying" : "awaiting_dependency",
        waitingReason: text(event, "reason") ?? text(event, "waitingReason"),
      };
    case "node.started":
      return startNode(node, event);
    case "node.stream.delta":
      return {
        ...node,
        status: "streaming",
        text: node.text + (text(event, "text") ?? text(event, "delta") ?? ""),
        tries: lastTry(node, (one) => ({ firstTextAt: one.firstTextAt ?? event.timestamp })),
      };
    case "node.retried":
      return {
        ...node,
        status: "retrying",
        waitingReason: text(event, "cause"),
        tries: lastTry(node, () => ({
          endedAt: event.timestamp,
          outcome: "retried",
          cause: text(event, "cause"),
          message: text(event, "message"),
          delayMs: number(event, "delayMs"),
        })),
      };
    case "node.blocked":
      return { ...node, status: "blocked", waitingReason: text(event, "reason") };
    case "node.log":
      return {
        ...node,
        logs: [
          ...node.logs,
          {
            at: event.timestamp,
            level: text(event, "level") ?? "info",
            message: text(event, "message") ?? "",
          },
        ],
      };
    case "contract.violated":
      return { ...node, violations: violations(event) };
    case "cost.recorded":
      return {
        ...node,
        inputTokens: node.inputTokens + number(event, "inputTokens"),
        outputTokens: node.outputTokens + number(event, "outputTokens"),
        credits: node.credits + number(event, "costCredits"),
        model: text(event, "model")
          ? [text(event, "provider"), text(event, "model")].filter(Boolean).join("/")
          : node.model,
      };
    default:
      return node;
  }
}

function startNode(node: NodeView, event: RunEvent): NodeView {
  const attempt = number(event, "attempt") || node.attempts + 1;
  const started: Try = {
    attempt,
    startedAt: event.timestamp,
    firstTextAt: null,
    endedAt: null,
    outcome: null,
    cause: null,
    message: null,
    delayMs: null,
  };
  return {
    ...node,
    status: "running",
    waitingReason: null,
    attempts: attempt,
    text: "",
    startedAt: node.startedAt ?? event.timestamp,
    tries: [...node.tries, started],
  };
}

function endNode(node: NodeView, event: RunEvent, ended: NodeStatus): NodeView {
  const well = ended === "completed" || ended === "skipped";
  const output = event.payload.output;
  return {
    ...node,
    status: ended,
    waitingReason: ended === "skipped" ? "condition_false" : null,
    text: outputText(event) ?? node.text,
    output: output && typeof output === "object" ? (output as Record<string, unknown>) : node.output,
    error: well ? null : errorText(event),
    cause: well ? null : text(event, "cause"),
    endedAt: event.timestamp,
    ttfbMs: number(event, "ttfbMs") || null,
    skipped: ended === "skipped" ? edgeReasons(event) : [],
    tries: lastTry(node, () => ({
      endedAt: event.timestamp,
      outcome: ended,
      cause: well ? null : text(event, "cause"),
      message: well ? null : errorText(event),
    })),
  };
}

function lastTry(node: NodeView, change: (one: Try) => Partial<Try>): readonly Try[] {
  const last = node.tries.at(-1);
  return last ? [...node.tries.slice(0, -1), { ...last, ...change(last) }] : node.tries;
}

function violations(event: RunEvent): NodeView["violations"] {
  const list = event.payload.violations;
  return Array.isArray(list)
    ? list.map((one) => ({ field: String(one?.field ?? ""), message: String(one?.message ?? "") }))
    : [];
}

function edgeReasons(event: RunEvent): NodeView["skipped"] {
  const list = event.payload.edges;
  return Array.isArray(list)
    ? list.map((one) => ({ edgeId: String(one?.edgeId ?? ""), because: String(one?.because ?? "") }))
    : [];
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

import { autoLayout } from "./autoLayout";
import { freeLabel, type Graph, type GraphEdge, type GraphNode, moveNodes, wouldCycle } from "./graph";
import { branchOf, inWords, type Reading, read, text, type Values } from "./n8nValues";

interface N8nNode {
  name: string;
  type: string;
  parameters: Values;
}

type Connections = Readonly<Record<string, { main?: ({ node: string }[] | null)[] }>>;

export interface N8nWorkflow {
  nodes: N8nNode[];
  connections: Connections;
}

/** What became of a node of the other tool: the kind of step, or none, and what somebody has to do about it. */
export interface ImportRow {
  name: string;
  type: string;
  kind: string | null;
  /** a key of the page's texts */
  note: string | null;
}

export interface Imported {
  graph: Graph;
  rows: ImportRow[];
}

/** A workflow of n8n, where the text is one. */
export function readN8n(content: string): N8nWorkflow | null {
  let whole: unknown;
  try {
    whole = JSON.parse(content);
  } catch {
    return null;
  }
  if (whole === null || typeof whole !== "object" || !("nodes" in whole) || !("connections" in whole))
    return null;
  if (!Array.isArray(whole.nodes) || whole.connections === null || typeof whole.connections !== "object")
    return null;
  const nodes = whole.nodes.filter(
    (node) => typeof node?.name === "string" && typeof node.type === "string" && node.disabled !== true,
  );
  if (nodes.length === 0) return null;
  return {
    nodes: nodes
      .slice(0, 500)
      .map(({ name, type, parameters }) => ({ name, type, parameters: parameters ?? {} })),
    connections: whole.connections as Connections,
  };
}

/** A step to be made, and the values of others that its texts name. */
interface Made {
  kind: string;
  config: Values;
  reads: Reading[];
  note: string | null;
}

const kindOf = (type: string): string => type.split(".").at(-1) ?? type;
const isTrigger = (type: string): boolean =>
  /trigger$/i.test(type) || ["webhook", "start"].includes(kindOf(type));
const branches = new Set(["if", "filter", "switch"]);
const passes = new Set(["merge", "noOp"]);
const silent = new Set(["stickyNote"]);
const models = /^(lmChat|lm|embeddings|memory|outputParser|tool|vectorStore|textSplitter|document)[A-Z]/;
const asks = new Set([
  "chainLlm",
  "agent",
  "openAi",
  "anthropic",
  "googleGemini",
  "openAiChat",
  "chainSummarization",
]);

/** Steps and connections for what a workflow of n8n does, with what has to be looked at by hand. */
export function importN8n(workflow: N8nWorkflow, newId: () => string): Imported {
  const { nodes, connections } = workflow;
  const made = new Map(nodes.map((node) => [node.name, make(node)]));
  const taken = new Set<string>();
  const steps = new Map<string, GraphNode & { config: Values }>();
  const rows: ImportRow[] = [];
  for (const node of nodes) {
    const step = made.get(node.name) ?? null;
    if (!silent.has(kindOf(node.type)))
      rows.push({
        name: node.name,
        type: kindOf(node.type),
        kind: step?.kind ?? null,
        note: noteFor(node, step),
      });
    if (!step) continue;
    const label = freeLabel(node.name.trim().slice(0, 110) || "step", taken);
    taken.add(label);
    steps.set(node.name, blank(newId(), label, step, steps.size));
  }
  const graph = { nodes: [...steps.values()], edges: [] as GraphEdge[] };
  for (const node of nodes) {
    const step = steps.get(node.name);
    if (!step) continue;
    const before = sourcesOf(node.name, nodes, connections, new Set());
    if (step.kind === "branch" && before.every((one) => steps.get(one.source)?.kind === "lens"))
      step.config = inWords(step.config);
    for (const reading of made.get(node.name)?.reads ?? [])
      for (const from of reading.from ? [{ source: reading.from, way: null }] : before)
        link(graph, newId(), steps.get(from.source), step, reading, from.way);
  }
  return { graph: moveNodes(graph, autoLayout(graph)), rows };
}

/** What a step's texts name of another, as a connection; behind a branch it is live when its way was taken. */
function link(
  graph: Graph & { edges: GraphEdge[] },
  id: string,
  source: GraphNode | undefined,
  target: GraphNode,
  reading: Reading,
  way: string | null,
) {
  if (!source || wouldCycle(graph, source.id, target.id)) return;
  const path = source.kind === "lens" ? "" : reading.path;
  const edge: GraphEdge = {
    id,
    source_node_id: source.id,
    target_node_id: target.id,
    source_output_key: way ? `to.${way}${path && `.${path}`}` : path || "output",
    target_param_label: reading.label,
    merge_strategy: "last_write_wins",
    condition: way ? { type: "present" } : null,
    ordinal: graph.edges.length,
  };
  graph.edges.push(edge);
}

interface Source {
  source: string;
  /** of a branch */
  way: string | null;
}

/** The steps whose output comes to a node, also through joins, and the way of a branch by which it does. */
function sourcesOf(
  name: string,
  nodes: N8nNode[],
  connections: Connections,
  seen: ReadonlySet<string>,
): Source[] {
  if (seen.has(name)) return [];
  const here = new Set([...seen, name]);
  return nodes.flatMap((node) =>
    (connections[node.name]?.main ?? []).flatMap((targets, output): Source[] => {
      if (!targets?.some((one) => one.node === name) || isTrigger(node.type)) return [];
      const kind = kindOf(node.type);
      if (passes.has(kind)) return sourcesOf(node.name, nodes, connections, here);
      const way = branches.has(kind) ? (branchOf(kind, node.parameters).ways[output] ?? null) : null;
      return [{ source: node.name, way }];
    }),
  );
}

/** The step that does what a node does; null where it needs none. */
function make({ type, parameters }: N8nNode): Made | null {
  const kind = kindOf(type);
  if (isTrigger(type) || passes.has(kind) || silent.has(kind) || models.test(kind)) return null;
  if (branches.has(kind))
    return {
      kind: "branch",
      config: branchOf(kind, parameters).config,
      reads: [input("value")],
      note: "import.check",
    };
  if (asks.has(kind)) return lens(parameters);
  if (kind === "httpRequest") return request(parameters);
  if (kind === "set" || kind === "editFields") return fields(parameters);
  if (kind === "wait")
    return { kind: "wait", config: { for_ms: 60_000 }, reads: [input("value")], note: "import.check" };
  if (kind === "executeWorkflow")
    return { kind: "sub_workflow", config: {}, reads: [], note: "import.chooseWorkflow" };
  return { kind: "transform", config: { text: "[[input]]" }, reads: [input("input")], note: "import.byHand" };
}

const input = (label: string): Reading => ({ label, from: null, path: "" });

function noteFor({ type }: N8nNode, made: Made | null): string | null {
  if (made) return made.note;
  if (isTrigger(type)) return "import.trigger";
  if (models.test(kindOf(type))) return "import.model";
  return passes.has(kindOf(type)) ? "import.passed" : null;
}

function lens(parameters: Values): Made {
  const messages = parameters.messages as { messageValues?: Values[]; values?: Values[] } | undefined;
  const said = [...(messages?.messageValues ?? []), ...(messages?.values ?? [])].map((one) =>
    text(one.message ?? one.content),
  );
  const system = text((parameters.options as Values | undefined)?.systemMessage);
  const prompt = read(
    [...said, text(parameters.text ?? parameters.prompt)].filter((one) => one !== "").join("\n\n"),
  );
  const reads = prompt.reads.length > 0 ? prompt.reads : [input("input")];
  const body = prompt.reads.length > 0 ? prompt.text : `${prompt.text}\n\n[[input]]`.trim();
  const instructions = read(system).text.replaceAll(/\[\[|\]\]/g, "");
  return {
    kind: "lens",
    config: { template_body: body, ...(instructions ? { instructions } : {}) },
    reads,
    note: null,
  };
}

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);

function request(parameters: Values): Made {
  const url = read(text(parameters.url));
  const body = read(text(parameters.jsonBody ?? parameters.body));
  const method = text(parameters.method ?? parameters.requestMethod).toUpperCase();
  return {
    kind: "http_request",
    config: {
      url: url.text || "https://example.org/",
      ...(methods.has(method) && method !== "GET" ? { method } : {}),
      ...(body.text ? { body: body.text } : {}),
    },
    reads: [...new Map([...url.reads, ...body.reads].map((one) => [one.label, one])).values()],
    note: parameters.authentication && parameters.authentication !== "none" ? "import.credential" : null,
  };
}

function fields(parameters: Values): Made {
  const assignments = parameters.assignments as { assignments?: Values[] } | undefined;
  const values = (parameters.values as { string?: Values[] } | undefined)?.string;
  const given = assignments?.assignments ?? values ?? [];
  const parts = given.map((one) => ({ name: text(one.name), value: read(text(one.value)) }));
  if (parts.length === 0)
    return {
      kind: "transform",
      config: { text: "[[input]]" },
      reads: [input("input")],
      note: "import.byHand",
    };
  const reads = [
    ...new Map(parts.flatMap((part) => part.value.reads).map((one) => [one.label, one])).values(),
  ];
  const [only] = parts;
  if (parts.length === 1 && only)
    return { kind: "transform", config: { text: only.value.text }, reads, note: null };
  // A field that is one value keeps its type; one that mixes words and values becomes a line of its own.
  const whole = parts.every((part) => part.value.whole !== null || part.value.reads.length === 0);
  if (!whole)
    return {
      kind: "transform",
      config: { text: parts.map((part) => `${part.name}: ${part.value.text}`).join("\n") },
      reads,
      note: "import.check",
    };
  const output = Object.fromEntries(
    parts.map(({ name, value }) => [name, value.whole === null ? value.text : { $path: value.whole }]),
  );
  return { kind: "transform", config: { output }, reads, note: null };
}

const blank = (id: string, label: string, { kind, config }: Made, ordinal: number): GraphNode => ({
  id,
  label,
  kind,
  lens_id: null,
  version_id: null,
  config: { ...config },
  position_x: 0,
  position_y: 0,
  ordinal,
});

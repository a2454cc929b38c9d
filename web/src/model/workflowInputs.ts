import type { Graph, GraphNode } from "./graph";
import type { Parameter } from "./parameters";
import type { JsonSchema } from "./schemaForm";
import { labelKey, labelsOf } from "./template";

/** An input that a run of a graph takes, with the nodes that read it. */
export interface RunInput extends Parameter {
  readBy: string[];
}

const singleInputs: Readonly<Record<string, string>> = {
  branch: "value",
  validate: "value",
  output: "value",
  for_each: "items",
};
/** The settings whose labels are a kind's parameters. */
const templates: Readonly<Record<string, readonly string[]>> = {
  http_request: ["url", "body"],
  agent: ["goal"],
  memory_read: ["query"],
  memory_write: ["content"],
};
const shownInputs = new Set(["approval", "wait"]);

const asLabels = (text: unknown) => (typeof text === "string" ? text : "");

/** The parameters of a node: those of its lens version, or those that its own texts and paths name. */
export function nodeParameters(node: GraphNode, ofLens: readonly Parameter[]): Parameter[] {
  if (node.kind === "transform") return transformParameters(node.config);
  const single = singleInputs[node.kind];
  if (single) return [plain(single, "json", true, 0)];
  // What a question shows, or a pause hands on, may be left out.
  if (shownInputs.has(node.kind)) return [plain("value", "json", false, 0)];
  const template = templates[node.kind];
  if (template) return named(template.map((one) => asLabels(node.config[one])).join("\n"));
  if (node.kind === "sub_workflow") return [...ofLens];
  const body = node.config.template_body;
  if (node.kind !== "lens") return [];
  if (typeof body !== "string") return [...ofLens];
  const bound = new Map(ofLens.map((row) => [labelKey(row.label), row]));
  return labelsOf(body).map(
    (one, ordinal) =>
      bound.get(labelKey(one.label)) ?? plain(one.label, one.type ?? "text", !one.optional, ordinal),
  );
}

/** What a run asks for: parameters that neither an edge nor the node itself feeds are required unless they have a default. */
export function runInputs(graph: Graph, parametersOf: (node: GraphNode) => readonly Parameter[]): RunInput[] {
  const fed = new Set(
    graph.edges.map((edge) => `${edge.target_node_id}/${labelKey(edge.target_param_label)}`),
  );
  const inputs = new Map<string, RunInput>();
  for (const node of graph.nodes) {
    const own = new Set(Object.keys((node.config.param_overrides as object | undefined) ?? {}).map(labelKey));
    for (const parameter of parametersOf(node)) {
      const key = labelKey(parameter.label);
      if (fed.has(`${node.id}/${key}`) || own.has(key)) continue;
      const before = inputs.get(key);
      if (before)
        inputs.set(key, {
          ...before,
          required: before.required || parameter.required,
          readBy: [...before.readBy, node.label],
        });
      else inputs.set(key, { ...parameter, readBy: [node.label] });
    }
  }
  return [...inputs.values()].sort((a, b) => Number(b.required) - Number(a.required));
}

const named = (template: unknown): Parameter[] =>
  typeof template === "string"
    ? labelsOf(template).map((one, ordinal) => plain(one.label, "text", true, ordinal))
    : [];

function transformParameters(config: Readonly<Record<string, unknown>>): Parameter[] {
  const labels =
    typeof config.text === "string"
      ? labelsOf(config.text).map((one) => one.label)
      : pathsOf(config.output).map(firstName);
  const seen = new Set<string>();
  return labels
    .filter((label) => label !== "" && !seen.has(labelKey(label)) && seen.add(labelKey(label)))
    .map((label, ordinal) => plain(label, "json", true, ordinal));
}

function pathsOf(template: unknown): string[] {
  if (Array.isArray(template)) return template.flatMap(pathsOf);
  if (template === null || typeof template !== "object") return [];
  const keys = Object.keys(template);
  if (keys.length === 1 && keys[0] === "$path" && "$path" in template) return [String(template.$path)];
  return Object.values(template).flatMap(pathsOf);
}

const firstName = (path: string): string => /^(?:\$\.)?([^.[]*)/.exec(path)?.[1] ?? "";

const plain = (label: string, type: string, required: boolean, ordinal: number): Parameter => ({
  label,
  type: type === "json" ? "textarea" : type,
  required,
  options: [],
  default_value: null,
  help_text: null,
  ordinal,
});

/** The inputs of another workflow as the parameters of the node that runs it. */
export function parametersOfSchema(schema: JsonSchema | null): Parameter[] {
  const required = new Set(schema?.required ?? []);
  return Object.entries(schema?.properties ?? {}).map(([name, inner], ordinal) =>
    plain(name, inner.type === "string" ? "text" : "json", required.has(name), ordinal),
  );
}

import type { GraphNode } from "./graph";

/** A value that an edge can take from a node: where it is, and what it is. */
export interface OutputPath {
  path: string;
  type: string;
}

interface Fields {
  fields?: Record<string, Record<string, unknown>>;
}

const deepest = 4;
const most = 200;

/** What an edge can take from a node: its text, what its contract promises, and what its last result held. */
export function outputPaths(node: GraphNode, contract: Fields | null, lastOutput: unknown): OutputPath[] {
  const found = new Map<string, string>([["output", "string"]]);
  for (const [name, field] of Object.entries(contract?.fields ?? {}))
    found.set(name, String(field.type ?? "any"));
  if (node.kind === "transform" && node.config.output !== undefined)
    collect(node.config.output, "", found, 1);
  const data =
    lastOutput && typeof lastOutput === "object" && "data" in lastOutput ? lastOutput.data : undefined;
  collect(data, "", found, 1);
  return [...found].slice(0, most).map(([path, type]) => ({ path, type }));
}

function collect(value: unknown, at: string, found: Map<string, string>, depth: number) {
  if (depth > deepest || value === null || typeof value !== "object") return;
  const entries = Array.isArray(value)
    ? value.slice(0, 1).map((one, index): [string, unknown] => [`${at}[${index}]`, one])
    : Object.entries(value)
        .filter(([key]) => /^[^.[\]\s"$]+$/.test(key))
        .map(([key, one]): [string, unknown] => [at ? `${at}.${key}` : key, one]);
  for (const [path, one] of entries) {
    if (path.startsWith("[")) continue;
    if (!found.has(path)) found.set(path, typeName(one));
    collect(one, path, found, depth + 1);
  }
}

const typeName = (value: unknown): string =>
  Array.isArray(value) ? "array" : value === null ? "any" : typeof value === "object" ? "json" : typeof value;

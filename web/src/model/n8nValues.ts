import type { Condition } from "./conditions";

export type Values = Readonly<Record<string, unknown>>;

/** A value of another node that a text names: under which label it is taken, whose it is (null: what comes in), and its path. */
export interface Reading {
  label: string;
  from: string | null;
  path: string;
}

export interface ReadText {
  /** with [[labels]] where expressions were */
  text: string;
  reads: Reading[];
  /** the one label, where the text is one expression and nothing else */
  whole: string | null;
}

export const text = (value: unknown): string =>
  typeof value === "string" ? value : value === undefined || value === null ? "" : JSON.stringify(value);

const expression = /\{\{([\s\S]*?)\}\}/g;
const named =
  /^\s*(?:\$\(\s*["'](?<a>[^"']+)["']\s*\)(?:\.(?:item|first\(\)|last\(\)))?\.json|\$node\[\s*["'](?<b>[^"']+)["']\s*\]\.json|\$(?:json|input\.(?:item|first\(\))\.json))(?<path>(?:\.\w+|\[\s*(?:\d+|["'][^"']+["'])\s*\])*)\s*$/;

/** A text of n8n as a template: each expression that names a value becomes a label, any other is left to be written anew. */
export function read(source: string): ReadText {
  const isExpression = source.startsWith("=");
  const plain = isExpression ? source.slice(1) : source;
  const reads: Reading[] = [];
  const taken = new Map<string, string>();
  const shown = plain.replaceAll(expression, (_, inner: string) => {
    const found = named.exec(inner)?.groups;
    const from = found?.a ?? found?.b ?? null;
    const path = found ? pathOf(found.path ?? "") : "";
    const key = found ? `${from ?? ""} ${path}` : inner.trim();
    const label = taken.get(key) ?? freeName(wordsOf(path || from || (found ? "input" : inner)), taken);
    if (!taken.has(key)) {
      taken.set(key, label);
      reads.push({ label, from, path });
    }
    return `[[${label}]]`;
  });
  const [only] = reads;
  return { text: shown, reads, whole: only && shown.trim() === `[[${only.label}]]` ? only.label : null };
}

/** .a["b"][0] as a.b[0] */
const pathOf = (path: string): string =>
  path
    .replaceAll(/\[\s*["']([^"']+)["']\s*\]/g, ".$1")
    .replaceAll(/\[\s*(\d+)\s*\]/g, "[$1]")
    .replace(/^\./, "");

const wordsOf = (name: string): string =>
  name
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .slice(0, 40) || "value";

function freeName(wanted: string, taken: ReadonlyMap<string, string>): string {
  const used = new Set(taken.values());
  let name = wanted;
  for (let at = 2; used.has(name); at++) name = `${wanted} ${at}`;
  return name;
}

const tests: Readonly<Record<string, string>> = {
  equals: "equals",
  equal: "equals",
  notEquals: "not_equals",
  notEqual: "not_equals",
  contains: "contains",
  notContains: "not_contains",
  startsWith: "starts_with",
  endsWith: "ends_with",
  regex: "matches",
  gt: "gt",
  gte: "gte",
  lt: "lt",
  lte: "lte",
  larger: "gt",
  largerEqual: "gte",
  smaller: "lt",
  smallerEqual: "lte",
  exists: "present",
  notExists: "absent",
  isEmpty: "falsy",
  notEmpty: "truthy",
  isNotEmpty: "truthy",
  true: "truthy",
  false: "falsy",
};

interface Rule {
  leftValue?: unknown;
  rightValue?: unknown;
  operator?: { operation?: string };
}

interface Rules {
  conditions?: Rule[];
  combinator?: string;
}

interface Branch {
  config: Values;
  /** the way that each output of the node is, in their order */
  ways: string[];
}

/** A branching node as the ways of a branch. */
export function branchOf(kind: string, parameters: Values): Branch {
  if (kind !== "switch") {
    const when = rules((parameters.conditions ?? {}) as Rules) ?? { type: "truthy" };
    return { config: { branches: [{ name: "yes", when }], otherwise: "no" }, ways: ["yes", "no"] };
  }
  const values = (parameters.rules as { values?: { conditions?: Rules; outputKey?: string }[] } | undefined)
    ?.values;
  const list = (values?.length ? values : [{}]).map((one, at) => ({
    name: `way${at + 1}`,
    when: rules(one.conditions ?? {}) ?? { type: "truthy" },
  }));
  return {
    config: { branches: list, otherwise: "else" },
    ways: [...list.map((one) => one.name), "else"],
  };
}

/** A branch whose conditions look at the whole value: what it gets is text, which has no parts. */
export function inWords(config: Values): Values {
  const branches = (config.branches as { name: string; when: Condition }[]).map(({ name, when }) => ({
    name,
    when: withoutPaths(when),
  }));
  return { ...config, branches };
}

function withoutPaths(condition: Condition): Condition {
  if ("all" in condition) return { all: condition.all.map(withoutPaths) };
  if ("any" in condition) return { any: condition.any.map(withoutPaths) };
  if ("not" in condition) return { not: withoutPaths(condition.not) };
  const { path: _, ...rest } = condition;
  return rest;
}

function rules({ conditions = [], combinator }: Rules): Condition | null {
  if (!Array.isArray(conditions)) return null;
  const list = conditions.flatMap((rule): Condition[] => {
    const type = tests[rule.operator?.operation ?? ""];
    const left = read(text(rule.leftValue));
    if (!type) return [];
    const path = left.reads[0]?.path;
    const bare = ["present", "absent", "truthy", "falsy"].includes(type);
    return [{ type, ...(path ? { path } : {}), ...(bare ? {} : { value: rule.rightValue ?? "" }) }];
  });
  const [only] = list;
  if (!only) return null;
  return list.length === 1 ? only : combinator === "or" ? { any: list } : { all: list };
}

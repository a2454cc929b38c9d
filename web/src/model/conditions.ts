/** The closed grammar of edge conditions. */
export type Condition = Test | { all: Condition[] } | { any: Condition[] } | { not: Condition };

export interface Test {
  type: string;
  path?: string;
  value?: unknown;
}

export const testTypes = [
  "present",
  "absent",
  "truthy",
  "falsy",
  "equals",
  "not_equals",
  "contains",
  "not_contains",
  "starts_with",
  "ends_with",
  "gt",
  "gte",
  "lt",
  "lte",
  "in",
  "not_in",
  "matches",
] as const;

const bare = new Set(["present", "absent", "truthy", "falsy"]);
const deepest = 16;
const mostSteps = 1000;

export const takesValue = (type: string): boolean => !bare.has(type);

/** What keeps a value from being a condition, as a key of the page's texts; null when it is one. */
export function conditionProblem(condition: unknown): string | null {
  const seen = { steps: 0 };
  return problemOf(condition, 1, seen);
}

function problemOf(condition: unknown, depth: number, seen: { steps: number }): string | null {
  if (++seen.steps > mostSteps) return "condition.tooLong";
  if (depth > deepest) return "condition.tooDeep";
  if (condition === null || typeof condition !== "object" || Array.isArray(condition))
    return "condition.notObject";
  const keys = Object.keys(condition);
  const parts = "all" in condition ? condition.all : "any" in condition ? condition.any : null;
  if (parts !== null || "not" in condition) {
    if (keys.length !== 1) return "condition.notAlone";
    if (parts === null) return problemOf("not" in condition ? condition.not : null, depth + 1, seen);
    if (!Array.isArray(parts)) return "condition.notList";
    for (const part of parts) {
      const problem = problemOf(part, depth + 1, seen);
      if (problem) return problem;
    }
    return null;
  }
  return testProblem(condition as Record<string, unknown>);
}

function testProblem(test: Record<string, unknown>): string | null {
  const { type, path, value } = test;
  if (typeof type !== "string" || !(testTypes as readonly string[]).includes(type))
    return "condition.unknownType";
  if (Object.keys(test).some((key) => !["type", "path", "value"].includes(key)))
    return "condition.unknownKey";
  if (path !== undefined && path !== null && (typeof path !== "string" || !isPath(path)))
    return "condition.badPath";
  if (bare.has(type)) return "value" in test ? "condition.noValue" : null;
  if (!("value" in test)) return "condition.needsValue";
  if ((type === "in" || type === "not_in") && !Array.isArray(value)) return "condition.needsList";
  if (["gt", "gte", "lt", "lte"].includes(type) && typeof value !== "number" && typeof value !== "string")
    return "condition.needsNumber";
  if (["starts_with", "ends_with", "matches"].includes(type) && typeof value !== "string")
    return "condition.needsText";
  return null;
}

/** Dotted names and [n], with an optional leading "$.". */
export const isPath = (text: string): boolean =>
  text.length <= 512 && /^(\$\.)?[^.[\]\s"]+(\[\d+\])*(\.[^.[\]"]+(\[\d+\])*)*$/.test(text);

/** What is at a path of a JSON value; undefined when nothing is. */
export function valueAt(value: unknown, path: string): unknown {
  const names = path.replace(/^\$\./, "").match(/[^.[\]]+/g) ?? [];
  return names.reduce<unknown>((at, name) => {
    if (Array.isArray(at)) return at[Number(name)];
    return at !== null && typeof at === "object" ? (at as Record<string, unknown>)[name] : undefined;
  }, value);
}

/** Whether the condition holds for a value, by the rules of the engine: a clash of types is false. */
export function holds(condition: Condition, value: unknown): boolean {
  if ("all" in condition) return condition.all.every((part) => holds(part, value));
  if ("any" in condition) return condition.any.some((part) => holds(part, value));
  if ("not" in condition) return !holds(condition.not, value);
  const actual = condition.path ? valueAt(value, condition.path) : value;
  const present = actual !== undefined && actual !== null;
  switch (condition.type) {
    case "present":
      return present;
    case "absent":
      return !present;
    case "truthy":
      return truthy(actual);
    case "falsy":
      return !truthy(actual);
    default:
      return actual !== undefined && compare(condition.type, actual, condition.value);
  }
}

function compare(type: string, actual: unknown, wanted: unknown): boolean {
  const comparable = actual === null || wanted === null || kindOf(actual) === kindOf(wanted);
  const holder =
    Array.isArray(actual) || (typeof wanted === "string" && ["string", "object"].includes(kindOf(actual)));
  const texts = typeof actual === "string" && typeof wanted === "string";
  const ordered = texts || (typeof actual === "number" && typeof wanted === "number");
  const list = Array.isArray(wanted) ? wanted : [];
  switch (type) {
    case "equals":
      return comparable && equal(actual, wanted);
    case "not_equals":
      return comparable && !equal(actual, wanted);
    case "contains":
      return holder && has(actual, wanted);
    case "not_contains":
      return holder && !has(actual, wanted);
    case "in":
      return list.some((one) => equal(one, actual));
    case "not_in":
      return !list.some((one) => equal(one, actual));
    case "starts_with":
      return texts && actual.startsWith(wanted);
    case "ends_with":
      return texts && actual.endsWith(wanted);
    case "gt":
      return ordered && (actual as string) > (wanted as string);
    case "gte":
      return ordered && (actual as string) >= (wanted as string);
    case "lt":
      return ordered && (actual as string) < (wanted as string);
    case "lte":
      return ordered && (actual as string) <= (wanted as string);
    case "matches":
      return texts && matches(actual, wanted);
    default:
      return false;
  }
}

const equal = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function has(actual: unknown, wanted: unknown): boolean {
  if (typeof actual === "string") return actual.includes(String(wanted));
  if (Array.isArray(actual)) return actual.some((one) => equal(one, wanted));
  return actual !== null && typeof actual === "object" && Object.hasOwn(actual, String(wanted));
}

function matches(text: string, pattern: string): boolean {
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    return false;
  }
}

const truthy = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length > 0
    : value !== null && typeof value === "object"
      ? Object.keys(value).length > 0
      : Boolean(value);

const kindOf = (value: unknown): string =>
  value === null ? "null" : Array.isArray(value) ? "array" : typeof value;

const signs: Readonly<Record<string, string>> = {
  equals: "=",
  not_equals: "≠",
  gt: ">",
  gte: "≥",
  lt: "<",
  lte: "≤",
  contains: "∋",
  not_contains: "∌",
  in: "∈",
  not_in: "∉",
  matches: "~",
  starts_with: "^=",
  ends_with: "$=",
  present: "?",
  absent: "∅",
  truthy: "✓",
  falsy: "✗",
};

/** A condition in a few signs, for the edge. */
export function shortCondition(condition: Condition): string {
  if ("all" in condition) return condition.all.map(shortCondition).join(" & ");
  if ("any" in condition) return condition.any.map(shortCondition).join(" | ");
  if ("not" in condition) return `!(${shortCondition(condition.not)})`;
  const value = takesValue(condition.type) ? ` ${JSON.stringify(condition.value)}` : "";
  return `${condition.path ? `${condition.path} ` : ""}${signs[condition.type] ?? condition.type}${value}`;
}

/** The value that was typed: JSON where it is JSON, else the text itself. */
export function readValue(typed: string): unknown {
  try {
    return JSON.parse(typed);
  } catch {
    return typed;
  }
}

/** A value as it is typed; a text that reads as JSON is quoted so that it stays a text. */
export function writeValue(value: unknown): string {
  if (value === undefined) return "";
  if (typeof value !== "string") return JSON.stringify(value);
  return typeof readValue(value) === "string" && !value.startsWith('"') ? value : JSON.stringify(value);
}

import { sameJson } from "./json";

/** As much of JSON Schema as forms are made from; what is not known here is left to the server. */
export interface JsonSchema {
  type?: string | string[];
  title?: string;
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  enum?: unknown[];
  items?: JsonSchema;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  default?: unknown;
  additionalProperties?: boolean | JsonSchema;
  [other: string]: unknown;
}

/** What a pinned workflow version knows about one use of an input. */
export interface TypedInput {
  type: string;
  options: unknown[] | null;
  min_length?: number | null;
  max_length?: number | null;
}

/** One row of a form. */
export interface FormField {
  name: string;
  kind: "text" | "long" | "number" | "integer" | "boolean" | "choice" | "list" | "json";
  required: boolean;
  title: string;
  help: string | null;
  choices: string[];
  schema: JsonSchema;
}

/** Why a value does not fit: a key of the page's texts with its values. */
export interface Misfit {
  name: string;
  key: string;
  values: Record<string, string | number>;
}

const longText = 500;

/** The rows of a form: the schema's properties, then what the values hold beside them. */
export function fieldsOf(schema: JsonSchema | null, values: Readonly<Record<string, unknown>>): FormField[] {
  const properties = schema?.properties ?? {};
  const required = new Set(schema?.required ?? []);
  const named = Object.entries(properties).map(([name, inner]) => field(name, inner, required.has(name)));
  const more = Object.entries(values)
    .filter(([name]) => !(name in properties))
    .map(([name, value]) => field(name, schemaOfValue(value), false));
  return [...named, ...more];
}

function field(name: string, schema: JsonSchema, required: boolean): FormField {
  return {
    name,
    kind: kindOf(schema),
    required,
    title: schema.title ?? name,
    help: schema.description ?? null,
    choices: (schema.enum ?? []).map((one) => (typeof one === "string" ? one : JSON.stringify(one))),
    schema,
  };
}

function kindOf(schema: JsonSchema): FormField["kind"] {
  const type = Array.isArray(schema.type) ? schema.type.find((one) => one !== "null") : schema.type;
  if (schema.enum) return "choice";
  if (type === "boolean" || type === "number" || type === "integer") return type;
  if (type === "string")
    return schema.format === "textarea" || (schema.maxLength ?? 0) > longText ? "long" : "text";
  if (type === "array" && schema.items?.type === "string") return "list";
  return type === undefined && !schema.properties && !schema.items ? "text" : "json";
}

function schemaOfValue(value: unknown): JsonSchema {
  if (typeof value === "string")
    return { type: "string", ...(value.length > 60 ? { format: "textarea" } : {}) };
  if (typeof value === "boolean" || typeof value === "number") return { type: typeof value };
  return { type: "object" };
}

/** What was typed into a row as the value that its kind stands for; undefined when nothing was given. */
export function typedValue(field: FormField, typed: string | boolean): unknown {
  if (typeof typed === "boolean") return typed;
  if (typed === "") return undefined;
  if (field.kind === "number" || field.kind === "integer") {
    const number = Number(typed);
    return Number.isFinite(number) ? number : typed;
  }
  if (field.kind === "choice") return field.schema.enum?.[field.choices.indexOf(typed)] ?? typed;
  if (field.kind === "list") return typed.split("\n").filter((line) => line.trim() !== "");
  if (field.kind !== "json") return typed;
  try {
    return JSON.parse(typed);
  } catch {
    return typed;
  }
}

/** What keeps the values from fitting the schema; empty when the server would take them. */
export function misfits(schema: JsonSchema | null, values: Readonly<Record<string, unknown>>): Misfit[] {
  const properties = schema?.properties ?? {};
  const missing = (schema?.required ?? [])
    .filter((name) => values[name] === undefined || values[name] === null || values[name] === "")
    .map((name): Misfit => ({ name, key: "form.missing", values: {} }));
  const absent = new Set(missing.map((one) => one.name));
  const wrong = Object.entries(properties).flatMap(([name, inner]) => {
    const value = values[name];
    const found = absent.has(name) || value === undefined || value === null ? null : misfit(inner, value);
    return found ? [{ name, ...found }] : [];
  });
  const foreign =
    schema?.additionalProperties === false
      ? Object.keys(values)
          .filter((name) => !(name in properties) && values[name] !== undefined)
          .map((name): Misfit => ({ name, key: "form.unknown", values: {} }))
      : [];
  return [...missing, ...wrong, ...foreign];
}

function misfit(schema: JsonSchema, value: unknown): Omit<Misfit, "name"> | null {
  const types = [schema.type ?? []].flat();
  if (types.length > 0 && !types.some((type) => isOf(type, value)))
    return { key: "form.type", values: { type: types.join(" / ") } };
  if (schema.enum && !schema.enum.some((one) => sameJson(one, value)))
    return { key: "form.choice", values: { choices: schema.enum.map(String).join(", ") } };
  if (typeof value === "number") {
    if (schema.minimum !== undefined && value < schema.minimum)
      return { key: "form.min", values: { limit: schema.minimum } };
    if (schema.maximum !== undefined && value > schema.maximum)
      return { key: "form.max", values: { limit: schema.maximum } };
  }
  return typeof value === "string" ? misfitText(schema, value) : null;
}

function misfitText(schema: JsonSchema, value: string): Omit<Misfit, "name"> | null {
  const length = [...value].length;
  if (schema.minLength !== undefined && length < schema.minLength)
    return { key: "form.short", values: { limit: schema.minLength } };
  if (schema.maxLength !== undefined && length > schema.maxLength)
    return { key: "form.long", values: { limit: schema.maxLength } };
  if (schema.pattern !== undefined && !matches(schema.pattern, value))
    return { key: "form.pattern", values: { pattern: schema.pattern } };
  return null;
}

function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, "u").test(value);
  } catch {
    return true;
  }
}

function isOf(type: string, value: unknown): boolean {
  switch (type) {
    case "integer":
      return Number.isInteger(value);
    case "array":
      return Array.isArray(value);
    case "object":
      return value !== null && typeof value === "object" && !Array.isArray(value);
    case "null":
      return value === null;
    default:
      return typeof value === type;
  }
}

/** What a form of a question begins with: its defaults, what the step looks at by the same name, or, in a form of one text, the value itself. */
export function proposalOf(
  schema: JsonSchema | null,
  seen: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const properties = Object.entries(schema?.properties ?? {});
  const texts = properties.filter(([, inner]) => inner.type === "string");
  const proposal: Record<string, unknown> = {};
  for (const [name, inner] of properties) {
    if (name in seen) proposal[name] = seen[name];
    else if (inner.default !== undefined) proposal[name] = inner.default;
    else if (texts.length === 1 && texts[0]?.[0] === name && typeof seen.value === "string")
      proposal[name] = seen.value;
  }
  return proposal;
}

/** What was changed, name by name: the edit alone, as decisions carry it. */
export function changes(
  proposed: Readonly<Record<string, unknown>>,
  edited: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const names = new Set([...Object.keys(proposed), ...Object.keys(edited)]);
  const changed: Record<string, unknown> = {};
  for (const name of names) {
    if (sameJson(proposed[name], edited[name])) continue;
    changed[name] = edited[name] ?? null;
  }
  return changed;
}

const jsonTypes: Readonly<Record<string, JsonSchema>> = {
  integer: { type: "integer" },
  number: { type: "number" },
  float: { type: "number" },
  decimal: { type: "number" },
  boolean: { type: "boolean" },
  textarea: { type: "string", format: "textarea" },
  json: {},
};

/** The inputs of a pinned workflow version as a schema; an input that every edge feeds is left out. */
export function schemaOfInputs(
  names: readonly string[],
  required: readonly string[],
  typed: Readonly<Record<string, readonly TypedInput[]>>,
): JsonSchema {
  const asked = names.filter((name) => required.includes(name) || name in typed);
  return {
    type: "object",
    required: [...required],
    properties: Object.fromEntries(asked.map((name) => [name, schemaOfInput(typed[name]?.[0])])),
  };
}

function schemaOfInput(spec: TypedInput | undefined): JsonSchema {
  if (!spec) return {};
  const limits = {
    ...(spec.min_length ? { minLength: spec.min_length } : {}),
    ...(spec.max_length ? { maxLength: spec.max_length } : {}),
  };
  const options = (spec.options ?? []).map((one) =>
    one !== null && typeof one === "object" && "value" in one ? one.value : one,
  );
  if (options.length > 0) return { enum: options };
  const known = jsonTypes[spec.type];
  return known ? { ...known, ...(known.type === "string" ? limits : {}) } : { type: "string", ...limits };
}

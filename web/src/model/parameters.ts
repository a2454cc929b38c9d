import { labelKey, labelsOf, renameLabel } from "./template";

/** A parameter of a lens version as the server describes it; the editor works on the same shape. */
export interface Parameter {
  label: string;
  type: string;
  required: boolean;
  options: unknown[];
  default_value: unknown;
  help_text: string | null;
  placeholder?: string | null;
  ordinal: number;
  /** made from the body and not touched since: goes again when the body stops naming it */
  fresh?: boolean;
}

/** A parameter type on offer. */
export interface Tool {
  id: string;
  key: string;
  label: string;
  type: string;
  help_text: string | null;
}

export const parameterTypes = [
  "text",
  "textarea",
  "json",
  "number",
  "integer",
  "float",
  "decimal",
  "boolean",
  "select",
  "url",
  "date",
  "datetime",
  "file",
] as const;

/** The parameters after a change of the body: rows for new labels, the rest in order, untouched rows of vanished labels gone. */
export function followBody(body: string, rows: readonly Parameter[]): Parameter[] {
  const named = labelsOf(body);
  const inBody = new Set(named.map((one) => labelKey(one.label)));
  const kept = rows.filter((row) => !row.fresh || inBody.has(labelKey(row.label)));
  const known = new Map(kept.map((row) => [labelKey(row.label), row]));
  const added = named
    .filter((one) => !known.has(labelKey(one.label)))
    .map(
      (one): Parameter => ({
        label: one.label,
        type: isType(one.type) ? one.type : "text",
        required: !one.optional,
        options: [],
        default_value: null,
        help_text: null,
        ordinal: 0,
        fresh: true,
      }),
    );
  const hints = new Map(named.map((one) => [labelKey(one.label), one]));
  const followed = kept.map((row) => {
    const hint = row.fresh ? hints.get(labelKey(row.label)) : undefined;
    return hint ? { ...row, type: isType(hint.type) ? hint.type : row.type, required: !hint.optional } : row;
  });
  return [...followed, ...added].map((row, ordinal) => ({ ...row, ordinal }));
}

/** Rows as the server holds them, those marked fresh that say no more than the body itself does. */
export function markFresh(body: string, rows: readonly Parameter[]): Parameter[] {
  const hints = new Map(labelsOf(body).map((one) => [labelKey(one.label), one]));
  return rows.map((row) => {
    const hint = hints.get(labelKey(row.label));
    const bare = row.options.length === 0 && row.default_value == null && row.help_text == null;
    const same =
      hint && row.type === (isType(hint.type) ? hint.type : "text") && row.required === !hint.optional;
    return bare && same ? { ...row, fresh: true } : row;
  });
}

/** The rows with one of them moved up (-1) or down (1). */
export function moveRow(rows: readonly Parameter[], at: number, step: -1 | 1): Parameter[] {
  const to = at + step;
  if (to < 0 || to >= rows.length) return [...rows];
  const list = [...rows];
  [list[at], list[to]] = [list[to] as Parameter, list[at] as Parameter];
  return list.map((row, ordinal) => ({ ...row, ordinal }));
}

/** Renames a parameter in its row and in the body at once; null when another row bears the new name. */
export function renameParameter(
  body: string,
  rows: readonly Parameter[],
  from: string,
  to: string,
): { body: string; rows: Parameter[] } | null {
  const label = to.trim();
  if (label === "" || labelsOf(`[[${label}]]`)[0]?.label !== label) return null;
  const [was, will] = [labelKey(from), labelKey(label)];
  if (was !== will && rows.some((row) => labelKey(row.label) === will)) return null;
  return {
    body: renameLabel(body, from, label),
    rows: rows.map((row) => (labelKey(row.label) === was ? { ...row, label, fresh: false } : row)),
  };
}

/** The rows as fn_create_lens and fn_update_lens take them. */
export function toParams(rows: readonly Parameter[], tools: readonly Tool[]): Record<string, unknown>[] {
  const keys = new Map(tools.map((tool) => [tool.type, tool.key]));
  return rows.map((row, ordinal) => ({
    label: row.label,
    tool_key: keys.get(row.type) ?? row.type,
    optional: !row.required,
    options: row.options.length > 0 ? row.options : null,
    default_value: row.default_value ?? null,
    help_text: row.help_text,
    ordinal,
  }));
}

/** Select options as the texts that a value may have. */
export function optionValues(options: readonly unknown[] | null | undefined): string[] {
  return (options ?? []).map((option) => {
    const value = option && typeof option === "object" && "value" in option ? option.value : option;
    return typeof value === "string" ? value : JSON.stringify(value);
  });
}

/** The given values alone, with JSON parameters parsed where they can be; what is empty is not given. */
export function givenValues(
  rows: readonly Pick<Parameter, "label" | "type">[],
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  for (const row of rows) {
    const value = values[row.label];
    if (value === undefined || value === "" || value === null) continue;
    given[row.label] = row.type === "json" && typeof value === "string" ? parsed(value) : value;
  }
  return given;
}

/** Labels that need a value and have neither a value nor a default. */
export function missingValues(
  rows: readonly Parameter[],
  values: Readonly<Record<string, unknown>>,
): string[] {
  const given = givenValues(rows, values);
  return rows
    .filter((row) => row.required && row.default_value == null && given[row.label] === undefined)
    .map((row) => row.label);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const isType = (type: string | null): type is string =>
  type !== null && (parameterTypes as readonly string[]).includes(type);

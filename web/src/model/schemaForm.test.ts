import { describe, expect, it } from "vitest";
import {
  changes,
  fieldsOf,
  type JsonSchema,
  misfits,
  proposalOf,
  schemaOfInputs,
  typedValue,
} from "./schemaForm";

const schema: JsonSchema = {
  type: "object",
  required: ["to", "count"],
  additionalProperties: false,
  properties: {
    to: { type: "string", minLength: 3, maxLength: 80, pattern: "@" },
    body: { type: "string", maxLength: 4000, description: "What to say" },
    count: { type: "integer", minimum: 1, maximum: 5 },
    loud: { type: "boolean" },
    tone: { enum: ["calm", "loud", 3] },
    extra: { type: "object" },
    ratio: { type: ["number", "null"] },
    tags: { type: "array", items: { type: "string" } },
  },
};
const fits = { to: "a@b.org", count: 2 };
const keys = (values: Record<string, unknown>, of: JsonSchema | null = schema) =>
  misfits(of, values).map((one) => `${one.name} ${one.key}`);

describe("fields", () => {
  it("chooses the kind of each row by its schema", () => {
    expect(fieldsOf(schema, {}).map((one) => [one.name, one.kind, one.required])).toEqual([
      ["to", "text", true],
      ["body", "long", false],
      ["count", "integer", true],
      ["loud", "boolean", false],
      ["tone", "choice", false],
      ["extra", "json", false],
      ["ratio", "number", false],
      ["tags", "list", false],
    ]);
    expect(fieldsOf(schema, {})[1]?.help).toBe("What to say");
    expect(fieldsOf(schema, {})[4]?.choices).toEqual(["calm", "loud", "3"]);
  });

  it("makes rows of values without a schema", () => {
    const rows = fieldsOf(null, { a: "x", b: 3, c: true, d: { e: 1 }, f: "y".repeat(200) });
    expect(rows.map((one) => one.kind)).toEqual(["text", "number", "boolean", "json", "long"]);
  });
});

describe("typed values", () => {
  const row = (name: string) => fieldsOf(schema, {}).find((one) => one.name === name)!;
  it.each([
    ["count", "4", 4],
    ["count", "four", "four"],
    ["count", "", undefined],
    ["loud", true, true],
    ["tone", "3", 3],
    ["tone", "calm", "calm"],
    ["extra", '{"a":1}', { a: 1 }],
    ["extra", '{"a":', '{"a":'],
    ["to", "4", "4"],
    ["tags", "a\n\nb c\n", ["a", "b c"]],
  ])("%s typed %j is %j", (name, typed, value) => expect(typedValue(row(name), typed)).toEqual(value));
});

describe("misfits", () => {
  it("lets through what fits", () => {
    expect(keys(fits)).toEqual([]);
    expect(keys({ ...fits, tone: 3, extra: {}, ratio: null })).toEqual([]);
    expect(keys({ anything: 1 }, null)).toEqual([]);
  });

  it.each([
    [{}, ["to form.missing", "count form.missing"]],
    [{ ...fits, to: "" }, ["to form.missing"]],
    [{ ...fits, to: "a@" }, ["to form.short"]],
    [{ ...fits, to: `@${"a".repeat(80)}` }, ["to form.long"]],
    [{ ...fits, to: "no at sign" }, ["to form.pattern"]],
    [{ ...fits, count: 0 }, ["count form.min"]],
    [{ ...fits, count: 6 }, ["count form.max"]],
    [{ ...fits, count: 1.5 }, ["count form.type"]],
    [{ ...fits, count: "2" }, ["count form.type"]],
    [{ ...fits, tone: "quiet" }, ["tone form.choice"]],
    [{ ...fits, extra: [] }, ["extra form.type"]],
    [{ ...fits, stranger: 1 }, ["stranger form.unknown"]],
  ])("%j", (values, found) => expect(keys(values)).toEqual(found));

  it("counts characters, not code units", () => {
    expect(keys({ a: "🙂🙂" }, { properties: { a: { type: "string", maxLength: 2 } } })).toEqual([]);
  });

  it("passes over a pattern that is none", () => {
    expect(keys({ a: "x" }, { properties: { a: { type: "string", pattern: "(" } } })).toEqual([]);
  });
});

describe("changes", () => {
  it("names only what differs, whatever the order of keys", () => {
    expect(changes({ a: { x: 1, y: 2 }, b: "same", c: 1 }, { a: { y: 2, x: 1 }, b: "same", c: 2 })).toEqual({
      c: 2,
    });
    expect(changes({ a: 1 }, {})).toEqual({ a: null });
    expect(changes({}, { a: 0 })).toEqual({ a: 0 });
  });
});

describe("the inputs of a pinned version", () => {
  it("asks for what is required or typed, with the limits of its type", () => {
    const made = schemaOfInputs(["draft", "outline", "tone"], ["outline"], {
      outline: [{ type: "text", options: null, min_length: 1, max_length: 500 }],
      tone: [{ type: "select", options: [{ value: "calm" }, "loud"] }],
    });
    expect(made.properties).toEqual({
      outline: { type: "string", minLength: 1, maxLength: 500 },
      tone: { enum: ["calm", "loud"] },
    });
    expect(keys({}, made)).toEqual(["outline form.missing"]);
  });

  it("knows the number types", () => {
    const made = schemaOfInputs(["a", "b", "c"], [], {
      a: [{ type: "integer", options: null }],
      b: [{ type: "decimal", options: null }],
      c: [{ type: "json", options: null }],
    });
    expect(keys({ a: 1.5, b: "x", c: [1] }, made)).toEqual(["a form.type", "b form.type"]);
  });
});

describe("what a question's form begins with", () => {
  const text: JsonSchema = { type: "string" };
  it.each([
    [{ brief: text }, { value: "A draft" }, { brief: "A draft" }],
    [{ brief: text, note: text }, { value: "A draft" }, {}],
    [{ brief: text, sure: { type: "boolean" } }, { value: "A draft" }, { brief: "A draft" }],
    [{ brief: text }, { value: { not: "text" } }, {}],
    [{ value: text, other: text }, { value: "same name" }, { value: "same name" }],
    [{ tone: { type: "string", default: "calm" } }, { value: "A draft" }, { tone: "calm" }],
    [{}, { value: "A draft" }, {}],
  ] as [Record<string, JsonSchema>, Record<string, unknown>, object][])(
    "%j seen %j",
    (properties, seen, begins) => expect(proposalOf({ properties }, seen)).toEqual(begins),
  );
  it("begins empty without a form", () => expect(proposalOf(null, { value: "x" })).toEqual({}));
});

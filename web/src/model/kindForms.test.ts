import { describe, expect, it } from "vitest";
import type { GraphNode } from "./graph";
import { formValues, kindForms, withForm } from "./kindForms";
import { misfits } from "./schemaForm";
import { nodeParameters, parametersOfSchema } from "./workflowInputs";

describe("forms of node kinds", () => {
  it("shows what the form names and keeps what it does not", () => {
    const config = { for_ms: 5, join: "all", timeout_ms: 1000 };
    expect(formValues("wait", config)).toEqual({ for_ms: 5 });
    expect(withForm("wait", config, { for_ms: 7 })).toEqual({ join: "all", timeout_ms: 1000, for_ms: 7 });
    expect(withForm("wait", config, { until: "2027-01-31T08:00:00Z", for_ms: undefined })).toEqual({
      join: "all",
      timeout_ms: 1000,
      until: "2027-01-31T08:00:00Z",
    });
    expect(withForm("output", { name: "x" }, { name: "" })).toEqual({});
  });

  it("leaves an unknown kind alone", () => {
    expect(withForm("later", { a: 1 }, {})).toEqual({ a: 1 });
    expect(formValues("later", { a: 1 })).toEqual({});
  });

  it.each([
    ["memory_write", {}, ["content"]],
    ["memory_write", { content: "x", confidence: 2 }, ["confidence"]],
    ["sub_workflow", {}, ["workflow_id"]],
    ["agent", { goal: "x", max_turns: 51 }, ["max_turns"]],
    ["http_request", { url: "https://example.org", method: "TRACE" }, ["method"]],
    ["http_request", { url: "https://example.org", method: "POST", body: "x" }, []],
    ["approval", { form: [] }, ["form"]],
    ["branch", { branches: [] }, []],
  ])("%s %j", (kind, values, wrong) =>
    expect(misfits(kindForms[kind] ?? null, values).map((one) => one.name)).toEqual(wrong),
  );
});

describe("the parameters of a kind", () => {
  const node = (kind: string, config: Record<string, unknown>): GraphNode => ({
    id: "n",
    label: "n",
    kind,
    lens_id: null,
    version_id: null,
    config,
    position_x: 0,
    position_y: 0,
    ordinal: 0,
  });
  const named = (kind: string, config: Record<string, unknown>) =>
    nodeParameters(node(kind, config), []).map((one) => `${one.label}${one.required ? "" : "?"}`);
  it.each([
    ["http_request", { url: "https://example.org/?q=[[word]]" }, ["word"]],
    ["http_request", { url: "https://example.org/[[id]]", body: "say [[word]]" }, ["id", "word"]],
    ["agent", { goal: "Find [[what]] in [[where]]" }, ["what", "where"]],
    ["memory_read", { query: "[[topic]]" }, ["topic"]],
    ["memory_read", {}, []],
    ["memory_write", { content: "It is [[fact]]" }, ["fact"]],
    ["approval", {}, ["value?"]],
    ["wait", { for_ms: 1 }, ["value?"]],
    ["branch", {}, ["value"]],
    ["for_each", {}, ["items"]],
    ["callback", {}, []],
    ["tool", { tool_key: "x" }, []],
  ])("%s %j", (kind, config, labels) => expect(named(kind, config)).toEqual(labels));

  it("are another workflow's inputs", () => {
    const inputs = parametersOfSchema({ required: ["a"], properties: { a: { type: "string" }, b: {} } });
    expect(inputs.map((one) => [one.label, one.type, one.required])).toEqual([
      ["a", "text", true],
      ["b", "textarea", false],
    ]);
    expect(parametersOfSchema(null)).toEqual([]);
  });
});

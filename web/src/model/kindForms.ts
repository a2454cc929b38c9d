import type { JsonSchema } from "./schemaForm";

const text: JsonSchema = { type: "string" };
const long: JsonSchema = { type: "string", format: "textarea" };
const minutes: JsonSchema = { type: "integer", minimum: 1, maximum: 527040 };

/** What each kind of node says in its config, as a form; lens and transform have editors of their own. The server's rules are docs/reference/nodes.md. */
export const kindForms: Readonly<Record<string, JsonSchema>> = {
  branch: {
    required: ["branches"],
    properties: { branches: { type: "array" }, otherwise: text, mode: { enum: ["first", "all"] } },
  },
  for_each: {
    required: ["kind", "config"],
    properties: {
      kind: { enum: ["transform", "lens", "http_request"] },
      config: { type: "object" },
      item: text,
      concurrency: { type: "integer", minimum: 1, maximum: 64 },
      max_items: { type: "integer", minimum: 1, maximum: 10000 },
      on_item_failure: { enum: ["fail", "keep"] },
    },
  },
  validate: {
    properties: {
      contract: { type: "object" },
      judge: { type: "object" },
      on_invalid: { enum: ["fail", "report"] },
    },
  },
  http_request: {
    required: ["url"],
    properties: {
      url: text,
      method: { enum: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] },
      headers: { type: "object" },
      body: text,
      idempotency_header: text,
      max_bytes: { type: "integer", minimum: 1, maximum: 10485760 },
    },
  },
  output: { properties: { name: text, artifactKind: text } },
  wait: {
    properties: { for_ms: { type: "integer", minimum: 0, maximum: 31622400000 }, until: text },
  },
  approval: {
    properties: { title: text, form: { type: "object" }, timeoutMinutes: minutes },
  },
  callback: { properties: { timeoutMinutes: minutes } },
  sub_workflow: {
    required: ["workflow_id"],
    properties: { workflow_id: text, timeoutMinutes: minutes },
  },
  agent: {
    required: ["goal"],
    properties: {
      goal: long,
      ai_lenser_id: text,
      tools: { type: "array", items: { type: "string" } },
      max_turns: { type: "integer", minimum: 1, maximum: 50 },
      max_cost_credits: { type: "number", minimum: 0 },
      model_id: text,
    },
  },
  tool: { required: ["tool_key"], properties: { tool_key: text, arguments: { type: "object" } } },
  memory_read: {
    properties: {
      query: text,
      scope: { enum: ["project", "conversation", "global"] },
      limit: { type: "integer", minimum: 1, maximum: 100 },
    },
  },
  memory_write: {
    required: ["content"],
    properties: {
      content: long,
      scope: { enum: ["project", "conversation", "global"] },
      confidence: { type: "number", minimum: 0, maximum: 1 },
    },
  },
};

/** A config with what a form says; what the form does not show stays, what was emptied goes. */
export function withForm(
  kind: string,
  config: Readonly<Record<string, unknown>>,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const shown = Object.keys(kindForms[kind]?.properties ?? {});
  const kept = Object.entries(config).filter(([name]) => !shown.includes(name));
  const said = Object.entries(values).filter(([, value]) => value !== undefined && value !== "");
  return Object.fromEntries([...kept, ...said]);
}

/** The part of a config that a kind's form shows. */
export function formValues(kind: string, config: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const shown = Object.keys(kindForms[kind]?.properties ?? {});
  return Object.fromEntries(Object.entries(config).filter(([name]) => shown.includes(name)));
}

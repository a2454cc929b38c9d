import type { ProfileKind } from "@/api/agents";
import type { JsonSchema } from "@/model/schemaForm";

const short: JsonSchema = { type: "string", maxLength: 100 };
const list: JsonSchema = { type: "array", items: { type: "string" } };
const name: JsonSchema = { type: "string", minLength: 1, maxLength: 120 };

/** What each kind of profile can say, as the server's columns take it. */
export const profileSchemas: Readonly<Record<ProfileKind, JsonSchema>> = {
  personality: {
    required: ["name"],
    properties: {
      name,
      tone: short,
      expertise_level: short,
      risk_tolerance: short,
      autonomy_level: short,
      communication_style: short,
      decision_style: short,
      escalation_behavior: { type: "string", maxLength: 2000 },
      system_prompt_patch: { type: "string", maxLength: 8000 },
    },
  },
  memory: {
    required: ["name"],
    properties: {
      name,
      scope_type: { enum: ["project", "conversation", "global"] },
      isolation_mode: { enum: ["isolated", "shared_team", "shared_owner"] },
      visibility: { enum: ["private", "team", "owner"] },
      summary_strategy: { enum: ["none", "rolling", "per_run"] },
      reset_policy: { enum: ["manual", "per_run", "per_day"] },
      retention_days: { type: "integer", minimum: 1, maximum: 3650 },
      injection_limit: { type: "integer", minimum: 0, maximum: 50 },
    },
  },
  tools: {
    required: ["name"],
    properties: {
      name,
      allow_tools: list,
      deny_tools: list,
      tool_groups: list,
      requires_approval: { type: "boolean" },
      max_calls_per_run: { type: "integer", minimum: 0, maximum: 10000 },
    },
  },
  models: {
    required: ["name"],
    properties: {
      name,
      provider_key: { type: "string", maxLength: 40 },
      model_key: { type: "string", maxLength: 100 },
      params: { type: "object" },
    },
  },
};

export const policySchema: JsonSchema = {
  required: ["max_parallel_runs", "model_binding_mode"],
  properties: {
    spending_limit_credits: { type: "integer", minimum: 0 },
    max_parallel_runs: { type: "integer", minimum: 1 },
    max_daily_runs: { type: "integer", minimum: 0 },
    model_binding_mode: { enum: ["single", "multi", "dynamic"] },
    is_public_policy: { type: "boolean" },
  },
};

export const settingsSchema: JsonSchema = {
  required: ["approval_default", "approval_timeout_hours", "retention_days"],
  properties: {
    approval_default: { enum: ["require_human", "auto", "deny"] },
    approval_timeout_hours: { type: "integer", minimum: 1 },
    retention_days: { type: "integer", minimum: 1 },
    budget_enforce: { type: "boolean" },
  },
};

export const agentSchema: JsonSchema = {
  required: ["handle", "display_name", "visibility"],
  properties: {
    handle: { type: "string", pattern: "^[a-z0-9._]{4,24}$" },
    display_name: { type: "string", minLength: 1, maxLength: 60 },
    headline: { type: "string", maxLength: 120 },
    bio: { type: "string", maxLength: 500 },
    visibility: { enum: ["public", "private", "unlisted"] },
  },
};

export const scopes = [
  "approvals:decide",
  "team:manage",
  "workflow:assign",
  "schedule:manage",
  "memory:manage",
  "tools:manage",
  "models:manage",
  "settings:manage",
  "logs:view",
] as const;

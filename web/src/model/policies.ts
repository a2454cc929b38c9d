import type { Json } from "./json";
import type { Sentence } from "./waiting";

/** The four policies of an assignment or a schedule. */
export interface Policies {
  approval: Json;
  retry: Json;
  failure: Json;
  queue: Json;
}

export type PolicyKind = keyof Policies;

export const defaultPolicies: Policies = {
  approval: { requiresApproval: true },
  retry: { maxRetries: 1 },
  failure: { mode: "isolate" },
  queue: { mode: "parallel" },
};

export const approvalModes = ["every_run", "every_node", "sensitive_actions", "on_block"] as const;
export const failureModes = ["isolate", "halt", "fallback"] as const;
export const missedModes = ["skip", "run_once", "backfill"] as const;

const sentence = (key: string, values: Record<string, string | number> = {}): Sentence => ({ key, values });
const number = (value: unknown, otherwise: number) => (typeof value === "number" ? value : otherwise);

/** A policy as plain sentences: "Ask me first. Retry once." */
export function policySentences(kind: PolicyKind, policy: Json): Sentence[] {
  switch (kind) {
    case "approval":
      return approvalSentences(policy);
    case "retry":
      return retrySentences(policy);
    case "failure":
      return [sentence(`policy.failure.${policy.mode ?? "isolate"}`)];
    case "queue":
      return queueSentences(policy);
  }
}

function approvalSentences(policy: Json): Sentence[] {
  if (policy.requiresApproval === false) return [sentence("policy.approval.never")];
  const said = [sentence(`policy.approval.${policy.mode ?? "every_run"}`)];
  if (typeof policy.timeoutMinutes === "number")
    said.push(sentence("policy.approval.timeout", lengthOf(policy.timeoutMinutes)));
  if (Array.isArray(policy.gates) && policy.gates.length > 0)
    said.push(sentence("policy.approval.gates", { gates: policy.gates.join(", ") }));
  return said;
}

function lengthOf(minutes: number): Record<string, string | number> {
  return minutes % 60 === 0 ? { count: minutes / 60, unit: "h" } : { count: minutes, unit: "min" };
}

function retrySentences(policy: Json): Sentence[] {
  const times = number(policy.maxRetries, 1);
  if (times === 0) return [sentence("policy.retry.never")];
  const said = [sentence("policy.retry.times", { count: times })];
  if (typeof policy.backoffMs === "number")
    said.push(sentence("policy.retry.pause", { seconds: policy.backoffMs / 1000 }));
  if (typeof policy.timeoutMs === "number")
    said.push(sentence("policy.retry.limit", { seconds: policy.timeoutMs / 1000 }));
  if (Array.isArray(policy.retryOn) && policy.retryOn.length > 0)
    said.push(sentence("policy.retry.causes", { causes: policy.retryOn.join(", ") }));
  return said;
}

function queueSentences(policy: Json): Sentence[] {
  const said =
    policy.mode === "serial"
      ? [sentence("policy.queue.serial")]
      : typeof policy.maxConcurrency === "number"
        ? [sentence("policy.queue.upTo", { count: policy.maxConcurrency })]
        : [sentence("policy.queue.parallel")];
  if (typeof policy.priority === "number" && policy.priority !== 0)
    said.push(sentence(policy.priority > 0 ? "policy.queue.sooner" : "policy.queue.later"));
  if (policy.onMissed === "run_once" || policy.onMissed === "backfill")
    said.push(
      sentence(`policy.queue.missed.${policy.onMissed}`, { count: number(policy.maxBackfill, 1000) }),
    );
  return said;
}

/** A policy with one setting changed; a setting without a value leaves it. */
export function withSetting(policy: Json, name: string, value: unknown): Json {
  const { [name]: _gone, ...rest } = policy;
  return value === undefined || value === "" ? rest : { ...rest, [name]: value };
}

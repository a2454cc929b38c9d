import { oneLine } from "./json";

/** One part of an effective policy: its values and where they come from. */
export type PolicySection = Readonly<Record<string, unknown>> & { source: string };

/** One value of an effective policy with its source. */
export interface PolicyRow {
  section: string;
  name: string;
  value: string;
  source: string;
  /** the profile that it stands in, where a profile has a name */
  profile: string | null;
}

const order = ["policy", "settings", "model", "tools", "memory", "personality"];
const hidden = new Set(["source", "name", "is_default", "webhooks"]);

/** What fn_effective_agent_policy says, as rows in a fixed order; parts that are not set are left out. */
export function policyRows(answer: Readonly<Record<string, unknown>>): PolicyRow[] {
  return order.flatMap((section) => {
    const part = answer[section];
    if (part === null || typeof part !== "object") return [];
    const values = part as PolicySection;
    return Object.entries(values)
      .filter(([name]) => !hidden.has(name) && !name.endsWith("_id") && !name.endsWith("_at"))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => ({
        section,
        name,
        value: Array.isArray(value) ? value.map(String).join(", ") || "–" : oneLine(value),
        source: values.source,
        profile: typeof values.name === "string" ? values.name : null,
      }));
  });
}

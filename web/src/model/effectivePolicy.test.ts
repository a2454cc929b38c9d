import { describe, expect, it } from "vitest";
import { policyRows } from "./effectivePolicy";

describe("policyRows", () => {
  const rows = policyRows({
    ai_lenser_id: "x",
    team_member_id: null,
    memory: { source: "team_member", name: "Project", scope_type: "project", is_default: true },
    policy: {
      source: "agents.policies",
      max_daily_runs: null,
      max_parallel_runs: 5,
      allowed_output_modalities: ["text"],
    },
    settings: {
      source: "agents.workspace_settings",
      default_model_id: "id",
      webhooks: [],
      runner_paused: false,
    },
  });

  it("keeps the order of sections and names, each row with its source", () => {
    expect(rows.map((one) => `${one.section}.${one.name}=${one.value} (${one.source})`)).toEqual([
      "policy.allowed_output_modalities=text (agents.policies)",
      "policy.max_daily_runs=– (agents.policies)",
      "policy.max_parallel_runs=5 (agents.policies)",
      "settings.runner_paused=false (agents.workspace_settings)",
      "memory.scope_type=project (team_member)",
    ]);
  });

  it("names the profile a value stands in", () =>
    expect(rows.map((one) => one.profile)).toEqual([null, null, null, null, "Project"]));

  it("is empty for an agent without anything", () => expect(policyRows({ ai_lenser_id: "x" })).toEqual([]));
});

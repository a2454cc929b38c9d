import type { PolicySection } from "@/model/effectivePolicy";
import type { Json } from "@/model/json";
import type { Policies } from "@/model/policies";
import type { TeamEdge, TeamMember } from "@/model/teamGraph";
import { agentTables, call, profileTables, unwrap } from "./rest";
import type { TeamRun } from "./teamRuns";

/** An agent as its owner or, with less in it, as the public sees it. */
export interface Agent {
  ai_lenser_id: string;
  profile_id: string;
  handle: string;
  display_name: string;
  headline: string | null;
  bio: string | null;
  visibility: string;
  status: string;
  is_active: boolean;
  archived_at: string | null;
  suspended_at: string | null;
  suspended_reason?: string | null;
  personality_note?: string | null;
  runtime_pref: string;
  created_at: string;
  owner: { id: string; handle: string; display_name: string } | null;
  policy: AgentPolicy | null;
}

export interface AgentPolicy {
  spending_limit_credits: number | null;
  model_binding_mode: string;
  max_parallel_runs: number;
  max_daily_runs: number | null;
  is_public_policy: boolean;
}

export interface AgentSettings {
  approval_default: string;
  approval_timeout_hours: number;
  retention_days: number;
  budget_enforce: boolean;
  default_model_id: string | null;
  global_kill_switch: boolean;
  runner_paused: boolean;
}

export interface Profile {
  id: string;
  handle: string;
  display_name: string;
  type: "human" | "ai";
  headline: string | null;
  bio: string | null;
  visibility: string;
  created_at: string;
}

/** One profile of an agent, of any of the four kinds; its columns are those of its kind. */
export interface AgentProfile {
  id: string;
  name: string;
  is_default: boolean;
  [column: string]: unknown;
}

export interface Team {
  id: string;
  ai_lenser_id: string;
  name: string;
  description: string | null;
  status: string;
  members: TeamMember[];
  edges: TeamEdge[];
}

export interface Assignment {
  id: string;
  ai_lenser_id: string;
  workflow_id: string;
  workflow_title: string | null;
  assignee_kind: string;
  assignee_ai_lenser_id: string | null;
  assignee_team_id: string | null;
  team_name: string | null;
  approval_policy: Json;
  retry_policy: Json;
  failure_policy: Json;
  queue_policy: Json;
  is_active: boolean;
}

export interface Workspace {
  profile_id: string;
  ai_lenser_id: string;
  teams: Team[];
  runs: TeamRun[];
  profiles: Record<"personality" | "memory" | "tools" | "models", AgentProfile[]>;
  workflow_assignments: Assignment[];
  schedules: { id: string; workflow_id: string; cron_expr: string; timezone: string; is_active: boolean }[];
  pending_approvals: number;
}

export interface Ownership {
  id: string;
  owner_lenser_id: string;
  owner_handle: string;
  owner_display_name: string;
  role: string;
  permission_scope: string[];
  granted_at: string;
  revoked_at: string | null;
}

export interface ActionLog {
  id: string;
  action_type: string;
  result: string;
  metadata: Record<string, unknown>;
  occurred_at: string;
}

export type ProfileKind = "personality" | "memory" | "tools" | "models";

const profileTable: Readonly<Record<ProfileKind, string>> = {
  personality: "personality_profiles",
  memory: "memory_profiles",
  tools: "tool_profiles",
  models: "model_profiles",
};

export const listAgents = (me: string): Promise<Agent[]> =>
  call("fn_list_agents_by_owner", { p_owner_lenser_id: me });

export const createAgent = (
  me: string,
  handle: string,
  name: string,
  modelId: string | null,
): Promise<{ profile_id: string; ai_lenser_id: string }> =>
  call("fn_create_ai_lenser", {
    p_owner_lenser_id: me,
    p_handle: handle,
    p_display_name: name,
    p_ai_model_id: modelId,
  });

/** Whoever bears a handle and may be seen, or null. */
export async function findProfile(handle: string): Promise<Profile | null> {
  const rows = await unwrap<Profile[]>(
    profileTables
      .from("profiles")
      .select("id,handle,display_name,type,headline,bio,visibility,created_at")
      .eq("handle", handle.toLowerCase())
      .limit(1),
  );
  return rows[0] ?? null;
}

export const updateProfile = (id: string, patch: Partial<Profile>): Promise<unknown> =>
  unwrap(profileTables.from("profiles").update(patch).eq("id", id).select("id"));

export const agentOfProfile = (profileId: string): Promise<Agent | null> =>
  call("fn_get_agent_profile_by_profile_id", { p_profile_id: profileId });

export const getWorkspace = (handle: string): Promise<Workspace | null> =>
  call("fn_get_agent_workspace_bootstrap", { p_profile_handle: handle });

export const updateAgent = (id: string, patch: object): Promise<void> =>
  call("fn_update_agent_profile", { p_ai_lenser_id: id, p_patch: patch });

export const updatePersonality = (id: string, note: string): Promise<void> =>
  call("fn_update_agent_personality", { p_ai_lenser_id: id, p_personality_note: note });

export const updatePolicy = (id: string, patch: object): Promise<void> =>
  call("fn_update_agent_policy", { p_ai_lenser_id: id, p_patch: patch });

export const getSettings = (id: string): Promise<AgentSettings | null> =>
  call("fn_get_workspace_settings", { p_ai_lenser_id: id });

export const updateSettings = (id: string, patch: object): Promise<AgentSettings> =>
  call("fn_update_workspace_settings", { p_ai_lenser_id: id, p_patch: patch });

export const pauseAgent = (id: string): Promise<void> => call("fn_pause_agent", { p_ai_lenser_id: id });
export const resumeAgent = (id: string): Promise<void> => call("fn_resume_agent", { p_ai_lenser_id: id });
export const setKillSwitch = (id: string, on: boolean): Promise<void> =>
  call("fn_toggle_kill_switch", { p_ai_lenser_id: id, p_enabled: on });

export const effectivePolicy = (
  id: string,
  memberId: string | null,
): Promise<Record<string, PolicySection | string | null>> =>
  call("fn_effective_agent_policy", { p_ai_lenser_id: id, p_team_member_id: memberId });

export const saveAgentProfile = (
  kind: ProfileKind,
  agentId: string,
  profileId: string | null,
  values: Record<string, unknown>,
): Promise<unknown> => {
  const table = agentTables.from(profileTable[kind]);
  return profileId === null
    ? unwrap(table.insert({ ai_lenser_id: agentId, ...values }).select("id"))
    : unwrap(table.update(values).eq("id", profileId).select("id"));
};

/** Makes a profile the one that holds where nothing else is chosen; there is one of each kind. */
export async function makeDefault(kind: ProfileKind, agentId: string, profileId: string): Promise<void> {
  const table = profileTable[kind];
  await unwrap(
    agentTables
      .from(table)
      .update({ is_default: false })
      .eq("ai_lenser_id", agentId)
      .eq("is_default", true)
      .select("id"),
  );
  await unwrap(agentTables.from(table).update({ is_default: true }).eq("id", profileId).select("id"));
}

export const deleteAgentProfile = (kind: ProfileKind, id: string): Promise<unknown> =>
  unwrap(agentTables.from(profileTable[kind]).delete().eq("id", id).select("id"));

export const listOwnerships = (id: string): Promise<Ownership[]> =>
  call("fn_list_agent_ownerships", { p_ai_lenser_id: id });

export const grantOwnership = (
  id: string,
  owner: string,
  role: string,
  scopes: string[],
): Promise<Ownership[]> =>
  call("fn_upsert_agent_ownership", {
    p_ai_lenser_id: id,
    p_owner_lenser_id: owner,
    p_role: role,
    p_permission_scope: scopes,
  });

export const revokeOwnership = (id: string): Promise<void> =>
  call("fn_revoke_agent_ownership", { p_ownership_id: id });

export const listActionLogs = (id: string): Promise<ActionLog[]> =>
  call("fn_list_agent_action_logs", { p_ai_lenser_id: id, p_limit: 50 });

export const createTeam = (agentId: string, name: string, description: string): Promise<Team> =>
  call("fn_create_agent_team", {
    p_ai_lenser_id: agentId,
    p_name: name,
    p_description: description || null,
    p_initial_members: [],
  });

export const updateTeam = (id: string, patch: object): Promise<unknown> =>
  unwrap(agentTables.from("teams").update(patch).eq("id", id).select("id"));

export const addMember = (teamId: string, agentId: string, role: string, lane: number): Promise<TeamMember> =>
  call("fn_add_team_member", { p_team_id: teamId, p_agent_id: agentId, p_role: role, p_lane: lane });

export const updateMember = (id: string, patch: object): Promise<unknown> =>
  unwrap(agentTables.from("team_members").update(patch).eq("id", id).select("id"));

export const removeMember = (id: string): Promise<void> => call("fn_remove_team_member", { p_member_id: id });

export const addEdge = (
  teamId: string,
  source: string,
  target: string,
  type: string,
  blocking: boolean,
): Promise<TeamEdge> =>
  call("fn_add_team_edge", {
    p_team_id: teamId,
    p_source_member_id: source,
    p_target_member_id: target,
    p_edge_type: type,
    p_is_blocking: blocking,
  });

export const setEdgeBlocking = (id: string, blocking: boolean): Promise<unknown> =>
  unwrap(agentTables.from("team_edges").update({ is_blocking: blocking }).eq("id", id).select("id"));

export const removeEdge = (id: string): Promise<unknown> =>
  unwrap(agentTables.from("team_edges").delete().eq("id", id).select("id"));

export const createAssignment = (
  agentId: string,
  workflowId: string,
  teamId: string | null,
  policies: Policies,
): Promise<Assignment> =>
  call("fn_create_workflow_assignment", {
    p_ai_lenser_id: agentId,
    p_workflow_id: workflowId,
    p_assignee_kind: teamId ? "team" : "agent",
    p_assignee_ai_lenser_id: teamId ? null : agentId,
    p_assignee_team_id: teamId,
    p_approval_policy: policies.approval,
    p_retry_policy: policies.retry,
    p_failure_policy: policies.failure,
    p_queue_policy: policies.queue,
  });

export const updateAssignment = (id: string, patch: object): Promise<unknown> =>
  unwrap(agentTables.from("workflow_assignments").update(patch).eq("id", id).select("id"));

export const deleteAssignment = (id: string): Promise<unknown> =>
  unwrap(agentTables.from("workflow_assignments").delete().eq("id", id).select("id"));

/** Whether the caller's own sample space is there. */
export const hasSamples = async (): Promise<boolean> =>
  (await unwrap<unknown[]>(profileTables.from("samples").select("kind").limit(1))).length > 0;

export const loadSamples = (): Promise<Record<string, number>> => call("fn_load_sample_space");
export const removeSamples = (): Promise<Record<string, number>> => call("fn_remove_sample_space");

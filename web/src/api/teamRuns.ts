import type { TeamEdge, TeamMember } from "@/model/teamGraph";
import type { Team } from "./agents";
import { agentTables, call, unwrap } from "./rest";

export interface TeamRun {
  id: string;
  ai_lenser_id: string;
  team_id: string | null;
  team_name: string | null;
  workflow_id: string | null;
  workflow_title: string | null;
  workflow_run_id: string | null;
  status: string;
  approval_status: string;
  scratchpad: Record<string, unknown>;
  scratchpad_version: number;
  metadata: Record<string, unknown>;
  created_at: string;
  started_at: string | null;
  completed_at: string | null;
}

export interface RunStep {
  id: string;
  team_member_id: string | null;
  workflow_node_id: string | null;
  lane: number;
  title: string;
  role: string | null;
  current_task: string | null;
  recent_output_summary: string | null;
  blocker_summary: string | null;
  status: string;
  started_at: string | null;
  completed_at: string | null;
}

export interface TeamRunEvent {
  id: string;
  event_id: number;
  event_type: string;
  agent_run_step_id: string | null;
  payload: Record<string, unknown>;
  occurred_at: string;
}

export const startTeamRun = (
  agentId: string,
  workflowId: string,
  inputs: Record<string, unknown>,
  policy: "auto" | "require_approval" = "auto",
): Promise<string> =>
  call("fn_start_team_run", {
    p_ai_lenser_id: agentId,
    p_workflow_id: workflowId,
    p_inputs: inputs,
    p_policy: policy,
  });

export const listActiveTeamRuns = (agentId: string): Promise<TeamRun[]> =>
  call("fn_list_active_team_runs", { p_ai_lenser_id: agentId });

/** One team run, or null where it is not there or not to be seen. */
export async function getTeamRun(id: string): Promise<TeamRun | null> {
  const rows = await unwrap<TeamRun[]>(agentTables.from("team_runs").select("*").eq("id", id).limit(1));
  return rows[0] ?? null;
}

/** The team run that a workflow run belongs to. */
export async function teamRunOf(workflowRunId: string): Promise<string | null> {
  const rows = await unwrap<{ id: string }[]>(
    agentTables.from("team_runs").select("id").eq("workflow_run_id", workflowRunId).limit(1),
  );
  return rows[0]?.id ?? null;
}

export async function getTeam(id: string): Promise<Pick<Team, "members" | "edges">> {
  const [members, edges] = await Promise.all([
    call<TeamMember[]>("fn_get_team_members", { p_team_id: id }),
    call<TeamEdge[]>("fn_list_team_edges", { p_team_id: id }),
  ]);
  return { members, edges };
}

export const listRunSteps = (teamRunId: string): Promise<RunStep[]> =>
  call("fn_list_agent_run_steps", { p_team_run_id: teamRunId });

export const listTeamRunEvents = (agentId: string, teamRunId: string): Promise<TeamRunEvent[]> =>
  call("fn_agent_run_events", { p_ai_lenser_id: agentId, p_run_id: teamRunId, p_limit: 200 });

export const cancelTeamRun = (agentId: string, teamRunId: string): Promise<void> =>
  call("fn_cancel_agent_run", { p_team_run_id: teamRunId, p_ai_lenser_id: agentId });

export const retryTeamRun = (agentId: string, teamRunId: string): Promise<string> =>
  call("fn_retry_agent_run", { p_ai_lenser_id: agentId, p_run_id: teamRunId });

export const promoteScratchpad = (teamRunId: string, memoryProfileId: string): Promise<unknown> =>
  call("fn_promote_scratchpad_to_memory", { p_run_id: teamRunId, p_memory_profile_id: memoryProfileId });

import type { JsonSchema } from "@/model/schemaForm";
import { agentTables, call, lensTables, unwrap } from "./rest";
import { inputSchemaOfRun, questionOfNode } from "./versionInputs";

/** Something that waits for a person, or waited: a run, of a team or of one's own, a step that asks, or a call of a tool. */
export interface Approval {
  request_id: string;
  request_kind: "team_run" | "run" | "node" | "tool_invocation";
  ai_lenser_id: string;
  team_id: string | null;
  team_name: string | null;
  workflow_id: string | null;
  workflow_run_id: string | null;
  node_id: string | null;
  tool_invocation_id: string | null;
  approval_status: string;
  run_status: string;
  gate_kind: string | null;
  requested_action: string | null;
  title: string | null;
  inputs: Record<string, unknown> | null;
  metadata: Record<string, unknown>;
  expires_at: string | null;
  created_at: string;
}

export type Decision = "approved" | "rejected" | "modified";

/** All that waits for the caller, over all agents, oldest first. */
export const listPending = (): Promise<Approval[]> =>
  unwrap(
    agentTables
      .from("approval_requests_v")
      .select("*")
      .order("created_at", { ascending: true })
      .order("request_id")
      .limit(200),
  );

/** What waits within one run, oldest first. */
export const listPendingOfRun = (runId: string): Promise<Approval[]> =>
  unwrap(
    agentTables
      .from("approval_requests_v")
      .select("*")
      .eq("workflow_run_id", runId)
      .order("created_at", { ascending: true })
      .order("request_id")
      .limit(200),
  );

/** A one-time address at which an outside system answers a step; asking again ends the one before. */
export const openCallback = (runId: string, nodeId: string): Promise<{ url: string; expires_at: string }> =>
  call("fn_open_callback", { p_run_id: runId, p_node_id: nodeId });

/** Answers a step in place of the outside system that it waits for. */
export async function answerCallback(runId: string, nodeId: string, payload: unknown): Promise<void> {
  const { url } = await openCallback(runId, nodeId);
  await call("fn_resolve_callback", { p_token: url.slice(url.lastIndexOf("/") + 1), p_payload: payload });
}

export async function countPending(): Promise<number> {
  const rows = await unwrap<unknown[]>(
    agentTables.from("approval_requests_v").select("request_id").limit(100),
  );
  return rows.length;
}

export interface DecidedRun {
  id: string;
  title: string | null;
  approval_status: string;
  decided_at: string;
}

interface TeamRunRow {
  id: string;
  approval_status: string;
  metadata: Record<string, unknown>;
  created_at: string;
}

interface OwnRunRow {
  run_id: string;
  status: string;
  decided_at: string;
  workflows: { title: string } | null;
}

/** Runs that were decided, of agents and of one's own, by a person, a standing approval or time; newest first. */
export async function listDecidedRuns(): Promise<DecidedRun[]> {
  const [ofTeams, own] = await Promise.all([
    unwrap<TeamRunRow[]>(
      agentTables
        .from("team_runs")
        .select("id,approval_status,metadata,created_at")
        .in("approval_status", ["approved", "rejected"])
        .order("updated_at", { ascending: false })
        .limit(50),
    ),
    unwrap<OwnRunRow[]>(
      lensTables
        .from("run_approvals")
        .select("run_id,status,decided_at,workflows(title)")
        .in("status", ["approved", "rejected"])
        .order("decided_at", { ascending: false })
        .limit(50),
    ),
  ]);
  return [
    ...ofTeams.map((one) => ({
      id: one.id,
      title: typeof one.metadata.workflow_title === "string" ? one.metadata.workflow_title : null,
      approval_status: one.approval_status,
      decided_at: String(one.metadata.decision_at ?? one.created_at),
    })),
    ...own.map((one) => ({
      id: one.run_id,
      title: one.workflows?.title ?? null,
      approval_status: one.status,
      decided_at: one.decided_at,
    })),
  ]
    .sort((a, b) => Date.parse(b.decided_at) - Date.parse(a.decided_at))
    .slice(0, 50);
}

export async function getApproval(id: string): Promise<Approval | null> {
  const pending = await unwrap<Approval[]>(
    agentTables.from("approval_requests_v").select("*").eq("request_id", id).limit(10),
  );
  return pending[0] ?? (await call<Approval | null>("fn_get_approval_request", { p_request_id: id }));
}

/** Decides one request; which call that is depends on what waits. */
export async function decide(
  approval: Approval,
  decision: Decision,
  { reason, changes }: { reason: string; changes: Record<string, unknown> | null },
): Promise<void> {
  switch (approval.request_kind) {
    case "team_run":
    case "run":
      await call("fn_decide_approval", {
        p_team_run_id: approval.request_id,
        p_decision: decision,
        p_reason: reason || null,
        p_modifications: decision === "modified" ? (changes ?? {}) : null,
      });
      return;
    case "tool_invocation":
      await (decision === "rejected"
        ? call("fn_reject_tool_invocation", {
            p_invocation_id: approval.request_id,
            p_reason: reason || null,
          })
        : call("fn_approve_tool_invocation", { p_invocation_id: approval.request_id }));
      return;
    case "node":
      await call("fn_complete_human_input", {
        p_run_id: approval.workflow_run_id,
        p_node_id: approval.node_id,
        p_values:
          decision === "rejected" ? { approved: false, ...(reason ? { reason } : {}) } : (changes ?? {}),
      });
  }
}

export interface BulkOutcome {
  request_id: string;
  ok: boolean;
  code: string | null;
}

export const decideMany = (ids: readonly string[], decision: Decision): Promise<BulkOutcome[]> =>
  call("fn_decide_approvals", { p_decisions: ids.map((id) => ({ team_run_id: id, decision })) });

export interface Standing {
  id: string;
  ai_lenser_id: string;
  workflow_id: string | null;
  gate_kind: string | null;
  tool_id: string | null;
  argument_match: Record<string, unknown> | null;
  expires_at: string;
  created_at: string;
}

export const listStanding = (): Promise<Standing[]> => call("fn_list_standing_approvals", { p_limit: 200 });

export const grantStanding = (
  agentId: string,
  workflowId: string | null,
  gateKind: string | null,
  hours: number,
): Promise<string> =>
  call("fn_grant_standing_approval", {
    p_ai_lenser_id: agentId,
    p_workflow_id: workflowId,
    p_gate_kind: gateKind,
    p_hours: hours,
  });

/** Approves calls of a tool in advance whose arguments hold these. */
export const grantStandingTool = (
  agentId: string,
  toolId: string,
  { workflowId, match, hours }: { workflowId: string | null; match: Record<string, unknown>; hours: number },
): Promise<string> =>
  call("fn_grant_standing_approval", {
    p_ai_lenser_id: agentId,
    p_workflow_id: workflowId,
    p_hours: hours,
    p_tool_id: toolId,
    p_argument_match: match,
  });

/** Names of tools by id. */
export async function toolNames(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await unwrap<{ id: string; name: string }[]>(
    agentTables
      .from("tools_registry")
      .select("id,name")
      .in("id", [...new Set(ids)]),
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

export const revokeStanding = (id: string): Promise<void> =>
  call("fn_revoke_standing_approval", { p_id: id });

/** What a request asks and the schema of what it proposes, as far as the server knows them. */
export async function questionOf(
  approval: Approval,
): Promise<{ title: string | null; schema: JsonSchema | null }> {
  if (approval.request_kind === "tool_invocation") {
    const rows = await unwrap<{ schema_input: JsonSchema }[]>(
      agentTables.from("tools_registry").select("schema_input").eq("id", String(approval.metadata.tool_id)),
    );
    return { title: null, schema: rows[0]?.schema_input ?? null };
  }
  if (!approval.workflow_run_id) return { title: null, schema: null };
  if (approval.request_kind === "team_run" || approval.request_kind === "run")
    return { title: null, schema: await inputSchemaOfRun(approval.workflow_run_id) };
  const asked = await questionOfNode(approval.workflow_run_id, approval.node_id ?? "");
  return { title: asked?.title ?? null, schema: asked?.form ?? null };
}

import { call } from "./rest";

export interface FleetOverview {
  agents_total: number;
  agents_active: number;
  credits_30d: number;
  runs_24h: number;
  approvals_pending: number;
  schedules_active: number;
}

export interface FeedEntry {
  occurred_at: string;
  kind: string;
  ai_lenser_id: string;
  ai_lenser_handle: string;
  ai_lenser_name: string;
  title: string;
  status: string;
  team_run_id: string | null;
  workflow_id: string | null;
  schedule_id: string | null;
  action_type: string | null;
  payload: Record<string, unknown>;
}

export interface AuditEntry {
  seq: number;
  action: string;
  object_kind?: string | null;
  object_id?: string | null;
  actor_lenser_id?: string | null;
  details?: Record<string, unknown>;
  hash: string;
  previous_hash: string;
  occurred_at: string;
  [other: string]: unknown;
}

export const fleetOverview = (me: string): Promise<FleetOverview> =>
  call("fn_get_fleet_overview", { p_human_lenser_id: me });

export const activityFeed = (me: string, limit: number, offset = 0): Promise<FeedEntry[]> =>
  call("fn_get_human_activity_feed", { p_human_lenser_id: me, p_limit: limit, p_offset: offset });

export const auditLog = (before: number | null): Promise<AuditEntry[]> =>
  call("fn_list_audit_log", { p_limit: 50, p_before_seq: before });

/** What is wrong with the caller's chain; empty when it is whole. */
export const verifyAudit = (): Promise<{ seq: number; problem: string }[]> => call("fn_verify_audit_log");

export interface CostDay {
  period_date: string;
  credits_spent: number;
  spending_limit: number | null;
}

export const agentCost = (agentId: string): Promise<CostDay[]> =>
  call("fn_get_agent_cost_summary", { p_ai_lenser_id: agentId });

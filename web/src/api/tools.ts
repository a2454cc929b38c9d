import type { JsonSchema } from "@/model/schemaForm";
import { agentTables, call, unwrap } from "./rest";

export interface Tool {
  id: string;
  key: string;
  name: string;
  description: string | null;
  category: string;
  kind: string;
  schema_input: JsonSchema;
  schema_output: JsonSchema;
  egress_class: string;
  endpoint_url: string | null;
  http_method: string | null;
  auth_method: string;
  requires_approval: boolean;
  is_dangerous: boolean;
  status: string;
  content_hash: string;
}

export interface AgentTool {
  tool_id: string;
  key: string;
  name: string;
  egress_class: string;
  allowed: boolean;
  approval_required: boolean;
  reason: string;
}

export interface Invocation {
  id: string;
  tool_id: string;
  tool_name: string | null;
  tool_key: string | null;
  egress_class: string | null;
  ai_lenser_id: string;
  team_run_id: string | null;
  run_id: string | null;
  input: Record<string, unknown>;
  output: unknown;
  status: string;
  approval_status: string;
  error: string | null;
  cost_estimate: number | null;
  created_at: string;
  started_at: string | null;
  completed_at: string | null;
}

export interface ToolRollup {
  workflow_id: string | null;
  workflow_title: string | null;
  tool_name: string;
  total_invocations: number;
  approved_count: number;
  rejected_count: number;
  last_invoked_at: string;
}

export const listToolsRegistry = (me: string): Promise<Tool[]> =>
  call("fn_list_tools_registry", { p_owner_lenser_id: me });

export const listAgentTools = (agentId: string): Promise<AgentTool[]> =>
  call("fn_list_agent_tools", { p_ai_lenser_id: agentId, p_limit: 200 });

export const assignTool = (agentId: string, toolId: string): Promise<unknown> =>
  call("fn_assign_tool", { p_ai_lenser_id: agentId, p_tool_id: toolId });

export const revokeTool = (agentId: string, toolId: string): Promise<boolean> =>
  call("fn_revoke_tool", { p_ai_lenser_id: agentId, p_tool_id: toolId });

export const registerTool = (values: Record<string, unknown>): Promise<Tool> =>
  call(
    "fn_register_tool",
    Object.fromEntries(Object.entries(values).map(([name, value]) => [`p_${name}`, value])),
  );

export const updateTool = (id: string, patch: Record<string, unknown>): Promise<unknown> =>
  unwrap(agentTables.from("tools_registry").update(patch).eq("id", id).select("id"));

export const invokeTool = (
  teamRunId: string,
  toolId: string,
  agentId: string,
  input: Record<string, unknown>,
): Promise<string> =>
  call("fn_invoke_tool", {
    p_team_run_id: teamRunId,
    p_tool_id: toolId,
    p_ai_lenser_id: agentId,
    p_input: input,
  });

/** The newest calls of tools that the caller may see; of one tool where one is named. */
export const listInvocations = (toolId?: string): Promise<Invocation[]> => {
  const found = agentTables.from("tool_invocations_v").select("*");
  return unwrap(
    (toolId ? found.eq("tool_id", toolId) : found)
      .order("created_at", { ascending: false })
      .order("id", { ascending: false })
      .limit(100),
  );
};

export const toolRollup = (agentId: string, days: number): Promise<ToolRollup[]> =>
  call("fn_get_tool_invocation_rollup", { p_ai_lenser_id: agentId, p_days: days });

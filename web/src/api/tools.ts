import type { JsonSchema } from "@/model/schemaForm";
import { send } from "./own";
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
  /** set while the MCP server defines the tool otherwise than its owner took it */
  changed_at?: string | null;
  offered?: McpTool | null;
  offered_hash?: string | null;
}

/** A tool as an MCP server defines it. */
export interface McpTool {
  name: string;
  title?: string;
  description?: string;
  inputSchema: JsonSchema;
  /** the key under which the caller has it already */
  known_as?: string | null;
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

/** Has the server carry out a call that was asked for, and gives what came of it. */
export const runInvocation = (id: string): Promise<Invocation> => send(`/v1/tool-invocations/${id}/run`, {});

/** The MCP servers that the operator allows. */
export const listMcpServers = async (): Promise<string[]> =>
  (await send<{ servers: { url: string }[] }>("/v1/mcp/servers")).servers.map((one) => one.url);

export const listMcpTools = async (url: string): Promise<McpTool[]> =>
  (await send<{ tools: McpTool[] }>("/v1/mcp/list", { url })).tools;

/** Takes tools of an MCP server into the caller's registry as the server defines them. */
export const importMcpTools = (url: string, names: readonly string[], reads: boolean): Promise<unknown> =>
  send("/v1/mcp/import", {
    url,
    tools: names.map((name) => ({ name, egress_class: reads ? "read_only" : "write" })),
  });

/** Takes what an MCP server says now about a tool, if it still says what was shown. */
export const approveToolChange = (id: string, hash: string): Promise<Tool> =>
  call("fn_approve_tool_change", { p_tool_id: id, p_hash: hash });

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

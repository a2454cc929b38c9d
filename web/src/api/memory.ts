import { call } from "./rest";

export interface MemoryProfile {
  id: string;
  ai_lenser_id: string;
  name: string;
  scope_type: string;
  isolation_mode: string;
  retention_days: number;
  is_default: boolean;
  entry_count: number;
}

export interface Memory {
  id: string;
  profile_id: string;
  ai_lenser_id: string;
  scope: string;
  source: string;
  content: string;
  confidence: number;
  expires_at?: string | null;
  team_run_id?: string | null;
  is_redacted: boolean;
  created_at: string;
}

export interface MemoryAccess {
  id: string;
  action: string;
  team_run_id: string | null;
  actor: { handle: string; display_name: string } | null;
  context: Record<string, unknown>;
  accessed_at: string;
}

export interface MemorySummary {
  count: number;
  scopes: Record<string, number>;
  last_written_at: string | null;
}

export const listMemoryProfiles = (agentId: string): Promise<MemoryProfile[]> =>
  call("fn_list_memory_profiles", { p_ai_lenser_id: agentId });

export const listMemories = (profileId: string, scope: string | null, redacted: boolean): Promise<Memory[]> =>
  call("fn_list_agent_memories", {
    p_profile_id: profileId,
    p_scope: scope,
    p_limit: 200,
    p_include_redacted: redacted,
  });

export const searchMemories = (query: string, profileId: string | null): Promise<Memory[]> =>
  call("fn_search_memory_entries", { p_query: query, p_profile_id: profileId, p_limit: 100 });

export const writeMemory = (
  profileId: string,
  scope: string,
  content: string,
  confidence: number,
): Promise<string> =>
  call("fn_write_memory_entry", {
    p_profile_id: profileId,
    p_scope: scope,
    p_source: "user",
    p_content: content,
    p_confidence: confidence,
  });

export const redactMemory = (id: string, reason: string): Promise<void> =>
  call("fn_redact_memory_entry", { p_memory_id: id, p_reason: reason || null });

export const memoryAccess = (id: string): Promise<MemoryAccess[]> =>
  call("fn_list_memory_access_logs", { p_memory_id: id, p_limit: 100 });

export const summarizeMemory = (profileId: string): Promise<MemorySummary> =>
  call("fn_summarize_memory_profile", { p_profile_id: profileId });

-- Writes a memory and notes who did. What no person wrote is marked, also where a person keeps it. Callers have checked the profile.
create or replace function agents.add_memory(p_profile agents.memory_profiles, p_scope text, p_source text, p_content text, p_confidence numeric,
  p_expires_at timestamptz, p_team_run_id uuid, p_metadata jsonb) returns uuid
language plpgsql volatile set search_path = '' as $$
declare
  v_id uuid;
begin
  if char_length(p_content) > 20000 then
    raise exception 'a memory has at most 20000 characters' using errcode = '54000', hint = 'memory_too_large: keep a summary instead';
  end if;
  insert into agents.memories (profile_id, ai_lenser_id, scope, source, content, confidence, expires_at, team_run_id, metadata, is_tainted)
  values (p_profile.id, p_profile.ai_lenser_id, p_scope, p_source, p_content, p_confidence, p_expires_at, p_team_run_id, p_metadata, p_source not in ('user', 'manual'))
  returning id into v_id;
  insert into agents.memory_access_logs (memory_id, team_run_id, actor_lenser_id, action)
  values (v_id, p_team_run_id, lensers.get_auth_lenser_id(), 'write');
  perform agents.log_action(p_profile.ai_lenser_id, 'memory.written', 'memory', v_id);
  return v_id;
end $$;

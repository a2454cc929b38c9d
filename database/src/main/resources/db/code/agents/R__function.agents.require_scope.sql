-- Refuses whoever may not do this kind of thing with the agent: not found for strangers, not allowed for people with another grant.
create or replace function agents.require_scope(p_ai_lenser_id uuid, p_scope text) returns void
language plpgsql stable set search_path = '' as $$
begin
  perform lensers.require_lenser();
  if agents.has_agent_scope(p_ai_lenser_id, p_scope) then
    return;
  end if;
  if p_ai_lenser_id = any (agents.involved_ai_lenser_ids()) then
    raise exception 'your grant on this agent does not hold %', p_scope using
      errcode = '42501', hint = 'missing_scope: ask an owner of the agent',
      detail = jsonb_build_object('ai_lenser_id', p_ai_lenser_id, 'scope', p_scope)::text;
  end if;
  raise exception 'agent % was not found', p_ai_lenser_id using
    errcode = 'P0002', hint = 'agent_not_found: check the id; agents are managed by their owners only';
end $$;

grant execute on function agents.require_scope to authenticated;

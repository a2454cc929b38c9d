-- Refuses whoever does not manage the agent: not found for strangers, not allowed for operators.
create or replace function agents.require_managed(p_ai_lenser_id uuid) returns void
language plpgsql stable set search_path = '' as $$
begin
  perform lensers.require_lenser();
  if agents.can_manage_ai_lenser(p_ai_lenser_id) then
    return;
  end if;
  if p_ai_lenser_id = any (agents.involved_ai_lenser_ids()) then
    raise exception 'only owners and co-owners can do this' using
      errcode = '42501', hint = 'not_manager: ask an owner of the agent', detail = jsonb_build_object('ai_lenser_id', p_ai_lenser_id)::text;
  end if;
  raise exception 'agent % was not found', p_ai_lenser_id using
    errcode = 'P0002', hint = 'agent_not_found: check the id; agents are managed by their owners only';
end $$;

grant execute on function agents.require_managed(uuid) to authenticated;

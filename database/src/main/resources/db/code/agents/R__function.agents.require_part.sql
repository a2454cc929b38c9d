-- Refuses whoever may not do this with a thing that belongs to an agent: p_ai_lenser_id is that agent, NULL when there is no such thing.
-- What belongs to somebody else's agent is as good as not there.
create or replace function agents.require_part(p_what text, p_id uuid, p_ai_lenser_id uuid, p_scope text) returns void
language plpgsql stable set search_path = '' as $$
begin
  perform lensers.require_lenser();
  if p_ai_lenser_id is null or p_ai_lenser_id <> all (agents.involved_ai_lenser_ids()) then
    raise exception '% % was not found', replace(p_what, '_', ' '), p_id using
      errcode = 'P0002', hint = p_what || '_not_found: check the id';
  end if;
  perform agents.require_scope(p_ai_lenser_id, p_scope);
end $$;

grant execute on function agents.require_part to authenticated;

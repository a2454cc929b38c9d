-- Takes a grant away: managers from anybody but the owner, everybody their own. Works on the next statement of that person.
-- A definer, because nobody may write grants by hand.
create or replace function public.fn_revoke_agent_ownership(p_ownership_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
  v_grant agents.ownerships;
begin
  select * into v_grant
  from agents.ownerships o
  where o.id = p_ownership_id and o.revoked_at is null
    and (o.owner_lenser_id = v_me or agents.can_manage_ai_lenser(o.ai_lenser_id))
  for update;
  if v_grant.id is null then
    raise exception 'grant % was not found', p_ownership_id using
      errcode = 'P0002', hint = 'ownership_not_found: check the id; it may be revoked already';
  end if;
  if v_grant.role = 'owner' then
    raise exception 'the owner cannot be revoked' using
      errcode = '55000', hint = 'last_owner: make somebody else the owner first',
      detail = jsonb_build_object('ai_lenser_id', v_grant.ai_lenser_id)::text;
  end if;
  update agents.ownerships o set revoked_at = now() where o.id = p_ownership_id;
end $$;

grant execute on function public.fn_revoke_agent_ownership(uuid) to authenticated;

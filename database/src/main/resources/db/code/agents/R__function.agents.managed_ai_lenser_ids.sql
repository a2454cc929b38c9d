-- The agents that the caller's human profile owns or co-owns, unrevoked.
create or replace function agents.managed_ai_lenser_ids() returns uuid[]
language plpgsql stable security definer parallel safe set search_path = '' as $$
declare
  v_me uuid := lensers.get_auth_lenser_id();
begin
  return (
    select coalesce(array_agg(o.ai_lenser_id), '{}')
    from agents.ownerships o
    where o.owner_lenser_id = v_me and o.role in ('owner', 'co_owner') and o.revoked_at is null);
end $$;

grant execute on function agents.managed_ai_lenser_ids() to anon, authenticated, service_role, engine_worker;

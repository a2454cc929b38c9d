-- The agents on which the caller holds any unrevoked grant, operators included: who may see that they exist.
create or replace function agents.involved_ai_lenser_ids() returns uuid[]
language sql stable security definer parallel safe set search_path = '' as $$
  select coalesce(array_agg(o.ai_lenser_id), '{}')
  from agents.ownerships o
  where o.owner_lenser_id = (select lensers.get_auth_lenser_id()) and o.revoked_at is null;
$$;

grant execute on function agents.involved_ai_lenser_ids() to anon, authenticated, service_role, engine_worker;

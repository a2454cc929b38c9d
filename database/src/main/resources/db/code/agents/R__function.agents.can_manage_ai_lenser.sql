-- Whether the caller holds an owner or co_owner grant on the agent that is not revoked. Nothing else makes it true.
create or replace function agents.can_manage_ai_lenser(p_ai_lenser_id uuid) returns boolean
language sql stable parallel safe set search_path = '' as $$
  select coalesce(p_ai_lenser_id = any (agents.managed_ai_lenser_ids()), false)
$$;

grant execute on function agents.can_manage_ai_lenser(uuid) to anon, authenticated, service_role, engine_worker;

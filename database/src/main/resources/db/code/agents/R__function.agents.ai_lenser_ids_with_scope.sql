-- The agents on which the caller has a scope: agents.has_agent_scope, asked of all the caller's agents at once.
create or replace function agents.ai_lenser_ids_with_scope(p_scope text) returns uuid[]
language sql stable security definer parallel safe set search_path = '' as $$
  select coalesce(array_agg(a.id), '{}')
  from unnest(agents.involved_ai_lenser_ids()) a (id)
  where agents.has_agent_scope(a.id, p_scope);
$$;

grant execute on function agents.ai_lenser_ids_with_scope(text) to authenticated, service_role, engine_worker;

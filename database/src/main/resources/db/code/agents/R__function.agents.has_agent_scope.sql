-- Whether the caller may do one kind of thing with the agent: managers always, operators within their scope.
create or replace function agents.has_agent_scope(p_ai_lenser_id uuid, p_scope text) returns boolean
language sql stable security definer parallel safe set search_path = '' as $$
  select agents.can_manage_ai_lenser(p_ai_lenser_id)
    or exists (
      select from agents.ownerships o
      where o.ai_lenser_id = p_ai_lenser_id
        and o.owner_lenser_id = (select lensers.get_auth_lenser_id())
        and o.role = 'operator'
        and p_scope = any (o.permission_scope)
        and o.revoked_at is null);
$$;

grant execute on function agents.has_agent_scope(uuid, text) to anon, authenticated, service_role, engine_worker;

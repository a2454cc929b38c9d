-- Says what is wrong with a role and its scope.
create or replace function agents.check_grant(p_role text, p_permission_scope text[]) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if p_role is null or p_role not in ('owner', 'co_owner', 'operator') then
    raise exception 'unknown role "%"', coalesce(p_role, '') using
      errcode = '22023', hint = 'bad_role: use owner, co_owner or operator';
  end if;
  if p_permission_scope is null or not p_permission_scope <@ array['approvals:decide', 'team:manage', 'workflow:assign',
    'schedule:manage', 'memory:manage', 'tools:manage', 'models:manage', 'settings:manage', 'logs:view']
  then
    raise exception 'unknown permission scope' using
      errcode = '22023', hint = 'bad_scope: use approvals:decide, team:manage, workflow:assign, schedule:manage, memory:manage, '
        'tools:manage, models:manage, settings:manage or logs:view';
  end if;
end $$;

grant execute on function agents.check_grant(text, text[]) to authenticated;

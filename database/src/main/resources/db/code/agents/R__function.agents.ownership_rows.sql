-- Grants on an agent with the people who hold them, revoked ones last. Callers check that the agent is managed.
create or replace function agents.ownership_rows(p_ai_lenser_id uuid)
returns table (id uuid, ai_lenser_id uuid, owner_lenser_id uuid, role text, permission_scope text[], granted_at timestamptz,
  revoked_at timestamptz, owner_handle text, owner_display_name text, owner_avatar_url text)
language sql stable security definer rows 5 set search_path = '' as $$
  select o.id, o.ai_lenser_id, o.owner_lenser_id, o.role, o.permission_scope, o.granted_at, o.revoked_at,
    p.handle, p.display_name, p.avatar_url
  from agents.ownerships o
  join lensers.profiles p on p.id = o.owner_lenser_id
  where o.ai_lenser_id = p_ai_lenser_id and agents.can_manage_ai_lenser(p_ai_lenser_id)
  order by o.revoked_at is not null, o.role <> 'owner', o.granted_at, o.id
  limit 200
$$;

grant execute on function agents.ownership_rows(uuid) to authenticated;

-- Grants a person a role on an agent, or changes it. Only the owner hands out ownership: doing so makes the former owner a co-owner.
-- A definer, because nobody may write grants by hand.
create or replace function public.fn_upsert_agent_ownership(
  p_ai_lenser_id uuid, p_owner_lenser_id uuid, p_role text, p_permission_scope text[] default '{}')
returns table (id uuid, ai_lenser_id uuid, owner_lenser_id uuid, role text, permission_scope text[], granted_at timestamptz,
  revoked_at timestamptz, owner_handle text, owner_display_name text, owner_avatar_url text)
language plpgsql security definer rows 1 set search_path = '' as $$
declare
  v_standing agents.ownerships;
  v_owner_id uuid;
begin
  perform agents.require_managed(p_ai_lenser_id);
  perform agents.check_grant(p_role, p_permission_scope);
  if not exists (select from lensers.profiles p where p.id = p_owner_lenser_id and p.type = 'human' and p.status = 'active') then
    raise exception 'person % was not found', p_owner_lenser_id using
      errcode = 'P0002', hint = 'profile_not_found: name the profile of an active person';
  end if;
  -- grants of one agent change one after the other
  perform from agents.ai_lensers a where a.id = p_ai_lenser_id for update;
  select o.owner_lenser_id into v_owner_id
  from agents.ownerships o where o.ai_lenser_id = p_ai_lenser_id and o.role = 'owner' and o.revoked_at is null;
  select * into v_standing
  from agents.ownerships o
  where o.ai_lenser_id = p_ai_lenser_id and o.owner_lenser_id = p_owner_lenser_id and o.revoked_at is null;
  if p_role = 'owner' and v_owner_id is distinct from lensers.get_auth_lenser_id() then
    raise exception 'only the owner can hand over ownership' using
      errcode = '42501', hint = 'not_owner: ask the owner', detail = jsonb_build_object('ai_lenser_id', p_ai_lenser_id)::text;
  end if;
  if v_standing.role = 'owner' and p_role <> 'owner' then
    raise exception 'the owner cannot be lowered, only replaced' using
      errcode = '55000', hint = 'last_owner: make somebody else the owner', detail = jsonb_build_object('ai_lenser_id', p_ai_lenser_id)::text;
  end if;
  if p_role = 'owner' and v_owner_id <> p_owner_lenser_id then
    update agents.ownerships o set role = 'co_owner'
    where o.ai_lenser_id = p_ai_lenser_id and o.owner_lenser_id = v_owner_id and o.revoked_at is null;
  end if;
  if v_standing.id is null then
    insert into agents.ownerships as o (ai_lenser_id, owner_lenser_id, role, permission_scope)
    values (p_ai_lenser_id, p_owner_lenser_id, p_role, p_permission_scope) returning o.id into v_standing.id;
  else
    update agents.ownerships o set role = p_role, permission_scope = p_permission_scope where o.id = v_standing.id;
  end if;
  return query select * from agents.ownership_rows(p_ai_lenser_id) r where r.id = v_standing.id;
end $$;

grant execute on function public.fn_upsert_agent_ownership(uuid, uuid, text, text[]) to authenticated;

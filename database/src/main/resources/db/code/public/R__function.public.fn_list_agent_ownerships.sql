-- Who holds or held a grant on an agent that the caller manages.
create or replace function public.fn_list_agent_ownerships(p_ai_lenser_id uuid)
returns table (id uuid, ai_lenser_id uuid, owner_lenser_id uuid, role text, permission_scope text[], granted_at timestamptz,
  revoked_at timestamptz, owner_handle text, owner_display_name text, owner_avatar_url text)
language plpgsql stable rows 5 set search_path = '' as $$
begin
  perform agents.require_managed(p_ai_lenser_id);
  return query select * from agents.ownership_rows(p_ai_lenser_id);
end $$;

grant execute on function public.fn_list_agent_ownerships(uuid) to authenticated;

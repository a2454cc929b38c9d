-- Gives an agent one of the caller's tools, or says that it may not have it.
create or replace function public.fn_assign_tool(p_ai_lenser_id uuid, p_tool_id uuid, p_profile_id uuid default null, p_allowed boolean default true)
returns agents.tool_assignments
language plpgsql security definer set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
  v_assignment agents.tool_assignments;
begin
  perform agents.require_scope(p_ai_lenser_id, 'tools:manage');
  if not exists (select from agents.tools_registry t where t.id = p_tool_id and (t.owner_lenser_id = v_me or t.owner_lenser_id = agents.owner_of(p_ai_lenser_id))) then
    raise exception 'tool % was not found', p_tool_id using errcode = 'P0002', hint = 'tool_not_found: register it first (fn_register_tool)';
  end if;
  if p_profile_id is not null and not exists (select from agents.tool_profiles p where p.id = p_profile_id and p.ai_lenser_id = p_ai_lenser_id) then
    raise exception 'tool profile % was not found', p_profile_id using errcode = 'P0002', hint = 'tool_profile_not_found: choose a profile of this agent';
  end if;
  insert into agents.tool_assignments as a (ai_lenser_id, tool_id, profile_id, allowed)
  values (p_ai_lenser_id, p_tool_id, p_profile_id, coalesce(p_allowed, true))
  on conflict (ai_lenser_id, tool_id) do update set profile_id = excluded.profile_id, allowed = excluded.allowed
  returning * into v_assignment;
  perform agents.log_action(p_ai_lenser_id, 'tool.assigned', 'tool', p_tool_id, jsonb_build_object('allowed', v_assignment.allowed));
  perform agents.audit(p_ai_lenser_id, 'tool.assigned', 'tool', p_tool_id, jsonb_build_object('allowed', v_assignment.allowed));
  return v_assignment;
end $$;

grant execute on function public.fn_assign_tool to authenticated;

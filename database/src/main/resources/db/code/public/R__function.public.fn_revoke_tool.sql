-- Takes a tool from an agent; false when it did not have it.
create or replace function public.fn_revoke_tool(p_ai_lenser_id uuid, p_tool_id uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform agents.require_scope(p_ai_lenser_id, 'tools:manage');
  delete from agents.tool_assignments a where a.ai_lenser_id = p_ai_lenser_id and a.tool_id = p_tool_id;
  if not found then
    return false;
  end if;
  perform agents.log_action(p_ai_lenser_id, 'tool.revoked', 'tool', p_tool_id);
  perform agents.audit(p_ai_lenser_id, 'tool.revoked', 'tool', p_tool_id);
  return true;
end $$;

grant execute on function public.fn_revoke_tool to authenticated;

-- The tools of an agent with the verdict on each and its reason; p_cursor is the tool_id of the last one seen.
create or replace function public.fn_list_agent_tools(p_ai_lenser_id uuid, p_limit int default 50, p_cursor uuid default null) returns setof jsonb
language plpgsql stable security definer rows 20 set search_path = '' as $$
begin
  perform agents.require_scope(p_ai_lenser_id, 'tools:manage');
  return query
  select jsonb_build_object('tool_id', t.id, 'key', t.key, 'name', t.name, 'description', t.description, 'category', t.category, 'kind', t.kind,
    'egress_class', t.egress_class, 'is_dangerous', t.is_dangerous, 'status', t.status, 'schema_input', t.schema_input,
    'allowed', v.allowed, 'approval_required', v.approval_required, 'reason', v.reason)
  from agents.tool_assignments a
  join agents.tools_registry t on t.id = a.tool_id
  cross join lateral agents.tool_verdict(p_ai_lenser_id, t.id) v
  where a.ai_lenser_id = p_ai_lenser_id and (p_cursor is null or t.id > p_cursor)
  order by t.id
  limit agents.list_size(p_limit, 50);
end $$;

grant execute on function public.fn_list_agent_tools to authenticated;

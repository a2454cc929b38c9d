-- Takes what an MCP server says now about a tool, as the owner was shown it: p_hash is the offered_hash of fn_list_tools_registry.
create or replace function public.fn_approve_tool_change(p_tool_id uuid, p_hash text) returns agents.tools_registry
language plpgsql security definer set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
  v_tool agents.tools_registry;
begin
  select * into v_tool from agents.tools_registry t where t.id = p_tool_id and t.owner_lenser_id = v_me for no key update;
  if v_tool.id is null then
    raise exception 'tool % was not found', p_tool_id using errcode = 'P0002', hint = 'tool_not_found: choose one of your own (fn_list_tools_registry)';
  end if;
  if v_tool.changed_at is null then
    raise exception 'the server has not changed "%"', v_tool.key using errcode = '55000', hint = 'nothing_to_decide: the tool is as you took it';
  end if;
  if encode(agents.definition_hash(v_tool.offered), 'hex') is distinct from p_hash then
    raise exception 'this is not what the server offers' using errcode = '40001', hint = 'stale_revision: look at the tool again';
  end if;
  update agents.tools_registry t
  set description = t.offered ->> 'description', schema_input = t.offered -> 'inputSchema',
    schema_output = coalesce(nullif(t.offered -> 'outputSchema', 'null'), '{}'), pinned_hash = agents.definition_hash(t.offered),
    offered = null, changed_at = null
  where t.id = p_tool_id
  returning * into v_tool;
  return v_tool;
exception
  when check_violation or not_null_violation then
    perform agents.bad_value(sqlerrm);
end $$;

grant execute on function public.fn_approve_tool_change to authenticated;

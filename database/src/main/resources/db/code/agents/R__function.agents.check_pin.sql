-- Whether a tool of an MCP server is still what its owner took into the registry. One that is not is blocked until the owner looks at it.
create or replace function agents.check_pin(p_agent_id uuid, p_tool_id uuid, p_definition jsonb) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_hash bytea := agents.definition_hash(p_definition);
begin
  if exists (select from agents.tools_registry t where t.id = p_tool_id and t.pinned_hash = v_hash and t.changed_at is null) then
    return true;
  end if;
  update agents.tools_registry t set offered = p_definition, changed_at = now() where t.id = p_tool_id and t.pinned_hash is not null and t.changed_at is null;
  if found then
    perform agents.audit(p_agent_id, 'tool.changed', 'tool', p_tool_id, jsonb_build_object('offered_hash', encode(v_hash, 'hex')));
  end if;
  return false;
end $$;

grant execute on function agents.check_pin to engine_worker;

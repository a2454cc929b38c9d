-- The gates that a call of the tool passes. Those of the mandatory twelve ask whatever policies say; the others ask where a policy adds them.
-- A tool whose category is a gate passes that gate.
create or replace function agents.gates_of_tool(p_tool agents.tools_registry) returns text[]
language sql immutable parallel safe set search_path = '' as $$
  select array['tool_call']
    || case (p_tool).egress_class when 'read_only' then array['read_outside'] when 'write' then
      array[case (p_tool).http_method when 'DELETE' then 'delete_data' else 'external_message' end] else '{}' end
    || case when (p_tool).category = any (agents.mandatory_gates()) then array[(p_tool).category] else '{}' end
$$;

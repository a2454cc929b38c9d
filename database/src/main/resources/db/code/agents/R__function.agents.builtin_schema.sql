-- What a built-in tool takes, so that whoever registers it need not write it down; NULL where there is no such tool.
create or replace function agents.builtin_schema(p_name text) returns jsonb
language sql immutable parallel safe set search_path = '' as $$
  select case p_name
    when 'time' then '{"type": "object", "properties": {"zone": {"type": "string"}}, "additionalProperties": false}'
    when 'calculator' then '{"type": "object", "properties": {"expression": {"type": "string"}}, "required": ["expression"], "additionalProperties": false}'
    when 'json_query' then '{"type": "object", "properties": {"value": {}, "path": {"type": "string"}}, "required": ["value", "path"], "additionalProperties": false}'
    when 'memory_search' then '{"type": "object", "properties": {"query": {"type": "string"}, "limit": {"type": "integer", "minimum": 1, "maximum": 100}},'
      ' "required": ["query"], "additionalProperties": false}'
    when 'run_lookup' then '{"type": "object", "properties": {"run_id": {"type": "string"}}, "required": ["run_id"], "additionalProperties": false}'
  end::jsonb
$$;

grant execute on function agents.builtin_schema to authenticated;

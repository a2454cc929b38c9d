-- The hash by which the definition of a tool of an MCP server is pinned: all that a model or a caller is told of it.
create or replace function agents.definition_hash(p_definition jsonb) returns bytea
language sql immutable parallel safe set search_path = '' as $$
  select sha256(convert_to(coalesce(jsonb_object_agg(d.key, d.value), '{}')::text, 'UTF8'))
  from jsonb_each(p_definition) d
  where d.key in ('name', 'title', 'description', 'inputSchema', 'outputSchema', 'annotations') and d.value <> 'null'
$$;

grant execute on function agents.definition_hash to authenticated;

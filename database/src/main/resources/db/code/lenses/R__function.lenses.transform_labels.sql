-- The input labels that the nodes of a graph name without a lens: by $path in an output template, by placeholder in a text or a URL,
-- or because their kind always takes them.
create or replace function lenses.transform_labels(p_graph jsonb) returns table (node_id uuid, label text)
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return query
    select distinct p.node_id, lenses.first_name(p.path #>> '{}')
    from lenses.template_paths(p_graph) p
    where jsonb_typeof(p.path) = 'string' and not lenses.path_is_bad(p.path #>> '{}') and lenses.first_name(p.path #>> '{}') is not null
    union all
    select (n ->> 'id')::uuid, l.label
    from jsonb_array_elements(p_graph -> 'nodes') n
    cross join lateral lenses.template_labels(n -> 'config' ->> 'text') l
    where n ->> 'kind' = 'transform' and jsonb_typeof(n -> 'config' -> 'text') = 'string'
    union
    select (n ->> 'id')::uuid, l.label
    from jsonb_array_elements(p_graph -> 'nodes') n
    cross join lateral (values (n -> 'config' -> 'url'), (n -> 'config' -> 'body')) t (template)
    cross join lateral lenses.template_labels(t.template #>> '{}') l
    where n ->> 'kind' = 'http_request' and jsonb_typeof(t.template) = 'string'
    union
    select (n ->> 'id')::uuid, l.label
    from jsonb_array_elements(p_graph -> 'nodes') n
    join (values ('agent', 'goal'), ('memory_read', 'query'), ('memory_write', 'content')) t (kind, setting) on t.kind = n ->> 'kind'
    cross join lateral lenses.template_labels(n -> 'config' ->> t.setting) l
    where jsonb_typeof(n -> 'config' -> t.setting) = 'string'
    union all
    select (n ->> 'id')::uuid, k.label
    from jsonb_array_elements(p_graph -> 'nodes') n
    join (values ('branch', 'value'), ('output', 'value'), ('validate', 'value'), ('for_each', 'items')) k (kind, label)
      on k.kind = n ->> 'kind';
end $$;

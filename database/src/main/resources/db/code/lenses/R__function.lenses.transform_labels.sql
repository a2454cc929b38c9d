-- The input labels that the nodes of a graph name without a lens: by $path in an output template, by placeholder in a text or a URL,
-- or because their kind always takes them.
create or replace function lenses.transform_labels(p_graph jsonb) returns table (node_id uuid, label text)
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return query
    with node as materialized (
      select (n ->> 'id')::uuid as id, n ->> 'kind' as kind, n -> 'config' as config
      from jsonb_array_elements(p_graph -> 'nodes') n
    )
    select p.node_id, lenses.first_name(p.path #>> '{}')
    from lenses.template_paths(p_graph) p
    where jsonb_typeof(p.path) = 'string' and not lenses.path_is_bad(p.path #>> '{}') and lenses.first_name(p.path #>> '{}') is not null
    union
    -- lenses.template_labels for all texts at once
    select n.id, (array_agg(l.m[2] order by l.at))[1]
    from node n
    join (values ('transform', 'text'), ('http_request', 'url'), ('http_request', 'body'), ('agent', 'goal'), ('memory_read', 'query'),
      ('memory_write', 'content')) t (kind, setting) on t.kind = n.kind and jsonb_typeof(n.config -> t.setting) = 'string'
    cross join lateral regexp_matches(n.config ->> t.setting, lenses.placeholder_pattern(), 'g') with ordinality l (m, at)
    where char_length(l.m[2]) <= 64
    group by n.id, t.setting, lenses.label_key(l.m[2])
    union all
    select n.id, k.label
    from node n
    join (values ('branch', 'value'), ('output', 'value'), ('validate', 'value'), ('for_each', 'items')) k (kind, label) on k.kind = n.kind;
end $$;

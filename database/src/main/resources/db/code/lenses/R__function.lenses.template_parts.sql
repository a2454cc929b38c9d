-- Every value inside the output templates of a graph's transform nodes, with its depth; what $path objects hold is not looked into.
create or replace function lenses.template_parts(p_graph jsonb) returns table (node_id uuid, value jsonb, depth int, is_path boolean)
language sql immutable parallel safe set search_path = '' as $$
  with recursive part (node_id, value, depth) as (
    select (n ->> 'id')::uuid, n -> 'config' -> 'output', 1
    from jsonb_array_elements(p_graph -> 'nodes') n
    where n ->> 'kind' = 'transform' and n -> 'config' ? 'output'
    union all
    select part.node_id, child.value, part.depth + 1
    from part
    cross join lateral (
      select value from jsonb_each(case when jsonb_typeof(part.value) = 'object' then part.value else '{}' end)
      union all
      select value from jsonb_array_elements(case when jsonb_typeof(part.value) = 'array' then part.value else '[]' end) a (value)
    ) child
    where part.depth <= 16
  )
  select p.node_id, p.value, p.depth, jsonb_typeof(p.value) = 'object' and p.value ? '$path' and p.value - '$path' = '{}'
  from part p
$$;

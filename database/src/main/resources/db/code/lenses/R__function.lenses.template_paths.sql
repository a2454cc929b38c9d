-- The $path objects inside the output templates of a graph's transform nodes, and what is nested too deep to be one.
create or replace function lenses.template_paths(p_graph jsonb) returns table (node_id uuid, path jsonb, too_deep boolean)
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return query
    with recursive part (node_id, value, depth) as (
      select (n ->> 'id')::uuid, n -> 'config' -> 'output', 1
      from jsonb_array_elements(p_graph -> 'nodes') n
      where n ->> 'kind' = 'transform' and jsonb_typeof(n -> 'config' -> 'output') in ('object', 'array')
      union all
      select part.node_id, child.value, part.depth + 1
      from part
      cross join lateral (
        select value from jsonb_each(case when jsonb_typeof(part.value) = 'object' then part.value else '{}' end)
        union all
        select value from jsonb_array_elements(case when jsonb_typeof(part.value) = 'array' then part.value else '[]' end) a (value)
      ) child
      where part.depth <= 16 and jsonb_typeof(child.value) in ('object', 'array')
    )
    select p.node_id, p.value -> '$path', p.depth > 16
    from part p
    where p.depth > 16 or jsonb_typeof(p.value) = 'object' and p.value ? '$path' and p.value - '$path' = '{}';
end $$;

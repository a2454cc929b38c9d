-- What the nodes of a graph take by name, and what already gives it: an edge, or the node's own param_overrides. A parameter is
-- wanted from the run's inputs when nothing gives it and it has no default.
create or replace function lenses.graph_parameters(p_graph jsonb)
returns table (node_id uuid, node_label text, label text, folded text, type text, options jsonb, fed boolean, wanted boolean)
language sql immutable parallel safe set search_path = '' as $$
  with node as materialized (
    select (n ->> 'id')::uuid as id, n ->> 'label' as label, n -> 'config' -> 'param_overrides' as overrides,
      n -> 'lens' -> 'parameters' as parameters
    from jsonb_array_elements(p_graph -> 'nodes') n
  ), fed as materialized (
    select (e ->> 'target_node_id')::uuid as node_id, lenses.label_key(e ->> 'target_param_label') as folded
    from jsonb_array_elements(p_graph -> 'edges') e
    union
    select n.id, lenses.label_key(o)
    from node n
    cross join lateral jsonb_object_keys(case when jsonb_typeof(n.overrides) = 'object' then n.overrides else '{}' end) o
  ), parameter as (
    select n.id, n.label as node_label, p ->> 'label' as label, p ->> 'type' as type, p -> 'options' as options,
      (p ->> 'required')::boolean and coalesce(p -> 'default_value', 'null') = 'null' as needed
    from node n
    cross join lateral jsonb_array_elements(case when jsonb_typeof(n.parameters) = 'array' then n.parameters else '[]' end) p
    union all
    select n.id, n.label, t.label, 'any', null, true
    from lenses.transform_labels(p_graph) t
    join node n on n.id = t.node_id
  )
  select p.id, p.node_label, p.label, lenses.label_key(p.label), p.type, p.options, f.node_id is not null, p.needed and f.node_id is null
  from parameter p
  left join fed f on f.node_id = p.id and f.folded = lenses.label_key(p.label)
$$;

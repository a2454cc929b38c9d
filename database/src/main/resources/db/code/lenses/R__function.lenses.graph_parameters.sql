-- What the nodes of a graph take by name. A parameter is free when neither an edge nor the node's own param_overrides give it.
create or replace function lenses.graph_parameters(p_graph jsonb)
returns setof lenses.graph_parameter
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return query
    with node as materialized (
      select (n ->> 'id')::uuid as id, n -> 'config' -> 'param_overrides' as overrides, coalesce(nullif(n -> 'lens', 'null'), n -> 'child') -> 'parameters' as parameters
      from jsonb_array_elements(p_graph -> 'nodes') n
    ), fed as materialized (
      select (e ->> 'target_node_id')::uuid as id, lenses.label_key(e ->> 'target_param_label') as folded
      from jsonb_array_elements(p_graph -> 'edges') e
      union
      select n.id, lenses.label_key(o)
      from node n
      cross join lateral jsonb_object_keys(n.overrides) o
      where jsonb_typeof(n.overrides) = 'object'
    ), parameter as (
      select n.id, p ->> 'label' as label, p -> 'required' = 'true' and coalesce(p -> 'default_value', 'null') = 'null' as needed, p as spec
      from node n
      cross join lateral jsonb_array_elements(n.parameters) p
      where jsonb_typeof(n.parameters) = 'array'
      union all
      select t.node_id, t.label, true, null from lenses.transform_labels(p_graph) t
    )
    select p.id, p.label, lenses.label_key(p.label), f.id is null, p.needed and f.id is null, p.spec
    from parameter p
    left join fed f on f.id = p.id and f.folded = lenses.label_key(p.label);
end $$;

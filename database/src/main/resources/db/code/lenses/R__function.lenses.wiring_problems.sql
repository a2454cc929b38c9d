-- What is wrong with a graph as a whole: cycles, nodes beside it, and parameters that nothing feeds.
create or replace function lenses.wiring_problems(p_graph jsonb, p_parameters lenses.graph_parameter[])
returns table (code text, severity text, node_id uuid, edge_id uuid, message text)
language plpgsql stable set search_path = '' as $$
begin
  return query
    with node as materialized (
      select (n ->> 'id')::uuid as id, n ->> 'label' as label, n -> 'config' -> 'param_overrides' as overrides,
        n ->> 'kind' = 'transform' or jsonb_typeof(coalesce(nullif(n -> 'lens', 'null'), n -> 'child')) = 'object' as has_parameters
      from jsonb_array_elements(p_graph -> 'nodes') n
    ), edge as materialized (
      select (e ->> 'source_node_id')::uuid as source, (e ->> 'target_node_id')::uuid as target
      from jsonb_array_elements(p_graph -> 'edges') e
    ), cycle as (
      select lenses.find_cycle(array_agg(e.source), array_agg(e.target)) as nodes from edge e where e.source <> e.target
    )
    select 'cycle_detected', 'error', c.nodes[1], null::uuid, format('nodes %s form a cycle; remove one of the edges between them',
      (select string_agg('"' || n.label || '"', ' → ' order by w.at)
       from unnest(c.nodes || c.nodes[1]) with ordinality w (id, at) join node n on n.id = w.id))
    from cycle c where c.nodes is not null
    union all
    select 'orphan_node', 'warning', n.id, null, format('node "%s" is not connected to any other; connect it or remove it', n.label)
    from node n
    where (select count(*) from node) > 1 and n.id not in (select e.source from edge e union all select e.target from edge e)
    union all
    select 'missing_binding', 'warning', p.node_id, null,
      format('node "%s" needs input "%s"; connect it, give it a default, or pass it when you start a run', n.label, p.label)
    from unnest(p_parameters) p join node n on n.id = p.node_id where p.wanted
    union all
    select 'unknown_param_label', 'error', n.id, null, format('node "%s": param_overrides names "%s", which it does not take', n.label, o)
    from node n
    cross join lateral jsonb_object_keys(n.overrides) o
    where jsonb_typeof(n.overrides) = 'object' and n.has_parameters
      and not exists (select from unnest(p_parameters) p where p.node_id = n.id and p.label_key = lenses.label_key(o));
end $$;

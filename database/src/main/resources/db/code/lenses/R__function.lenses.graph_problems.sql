-- Everything that is wrong with a graph, in a stable order: errors first, then by place in the graph. Errors stop publishing and
-- running; warnings do not. The codes are those of engine.md.
create or replace function lenses.graph_problems(p_graph jsonb, p_workflow_id uuid, p_trying boolean default false)
returns table (code text, severity text, node_id uuid, edge_id uuid, message text)
language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan set jit = off as $$
declare
  v_parameters lenses.graph_parameter[] := array(select p from lenses.graph_parameters(p_graph) p);
begin
  return query
    with problem as materialized (
      select * from lenses.node_problems(p_graph, p_trying)
      union all
      select * from lenses.edge_problems(p_graph, v_parameters)
      union all
      select * from lenses.wiring_problems(p_graph, v_parameters)
      union all
      select * from lenses.recursion_problems(p_graph, p_workflow_id)
    ), place as (
      select (n.node ->> 'id')::uuid as id, n.at from jsonb_array_elements(p_graph -> 'nodes') with ordinality n (node, at)
      union all
      select (e.edge ->> 'id')::uuid, e.at from jsonb_array_elements(p_graph -> 'edges') with ordinality e (edge, at)
    )
    select p.*
    from problem p
    left join place l on l.id = coalesce(p.node_id, p.edge_id)
    order by p.severity, p.node_id is null, l.at, p.code, p.message;
end $$;

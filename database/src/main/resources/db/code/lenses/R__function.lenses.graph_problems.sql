-- Everything that is wrong with a graph, in a stable order: errors first, then by place in the graph. Errors stop publishing and
-- running; warnings do not. The codes are those of engine.md.
create or replace function lenses.graph_problems(p_graph jsonb, p_workflow_id uuid, p_trying boolean default false)
returns table (code text, severity text, node_id uuid, edge_id uuid, message text)
language sql stable set search_path = '' as $$
  select p.*
  from (
    select * from lenses.node_problems(p_graph, p_trying)
    union all
    select * from lenses.edge_problems(p_graph)
    union all
    select * from lenses.wiring_problems(p_graph)
    union all
    select * from lenses.recursion_problems(p_graph, p_workflow_id)
  ) p
  left join jsonb_array_elements(p_graph -> 'nodes') with ordinality n (node, at) on (n.node ->> 'id')::uuid = p.node_id
  left join jsonb_array_elements(p_graph -> 'edges') with ordinality e (edge, at) on (e.edge ->> 'id')::uuid = p.edge_id
  order by p.severity, n.at nulls last, e.at, p.code, p.message
$$;

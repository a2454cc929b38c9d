-- What decides a node's result: all of it but its place on the canvas, and the edges into it.
create or replace function lenses.node_meaning(p_graph jsonb, p_node jsonb) returns jsonb
language sql immutable parallel safe set search_path = '' as $$
  select p_node - '{label,ordinal,position_x,position_y}'::text[] || jsonb_build_object('edges', (
    select jsonb_agg(e - '{id}'::text[] order by e -> 'ordinal', e -> 'source_node_id')
    from jsonb_array_elements(p_graph -> 'edges') e
    where e -> 'target_node_id' = p_node -> 'id'))
$$;

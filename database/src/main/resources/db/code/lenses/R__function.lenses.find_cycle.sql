-- A cycle of a directed graph given as arrays of edge ends: the nodes along it, or NULL when there is none. Linear in nodes
-- and edges: nodes without a way out are peeled off until none is left; what remains always leads on to itself.
create or replace function lenses.find_cycle(p_sources uuid[], p_targets uuid[]) returns uuid[]
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  v_ids uuid[];
  v_sources int[];      -- ends of edges as numbers of nodes, edges sorted by target
  v_targets int[];
  v_first int[];        -- number of the first edge into each node
  v_ways_out int[];
  v_peeled int[];
  v_count int := 0;
  v_next int := 1;
  v_node int;
  v_edge int;
  v_path int[] := '{}';
begin
  with edge as (
    select source, target from unnest(p_sources, p_targets) e (source, target)
  ), node as (
    select n.id, row_number() over (order by n.id) as number
    from (select source as id from edge union select target from edge) n
  )
  select (select array_agg(n.id order by n.number) from node n), array_agg(s.number order by t.number, s.number),
    array_agg(t.number order by t.number, s.number)
  into v_ids, v_sources, v_targets
  from edge e join node s on s.id = e.source join node t on t.id = e.target;
  if v_ids is null then
    return null;
  end if;

  v_first := array_fill(0, array[cardinality(v_ids)]);
  v_ways_out := v_first;
  v_peeled := v_first;
  for v_edge in 1 .. cardinality(v_sources) loop
    v_ways_out[v_sources[v_edge]] := v_ways_out[v_sources[v_edge]] + 1;
    if v_first[v_targets[v_edge]] = 0 then
      v_first[v_targets[v_edge]] := v_edge;
    end if;
  end loop;
  for v_node in 1 .. cardinality(v_ids) loop
    if v_ways_out[v_node] = 0 then
      v_count := v_count + 1;
      v_peeled[v_count] := v_node;
    end if;
  end loop;
  while v_next <= v_count loop
    v_node := v_peeled[v_next];
    v_next := v_next + 1;
    v_edge := v_first[v_node];
    while v_edge > 0 and v_targets[v_edge] = v_node loop
      v_ways_out[v_sources[v_edge]] := v_ways_out[v_sources[v_edge]] - 1;
      if v_ways_out[v_sources[v_edge]] = 0 then
        v_count := v_count + 1;
        v_peeled[v_count] := v_sources[v_edge];
      end if;
      v_edge := v_edge + 1;
    end loop;
  end loop;
  if v_count = cardinality(v_ids) then
    return null;
  end if;
  return lenses.walk_cycle(v_ids, v_sources, v_targets, v_ways_out);
end $$;

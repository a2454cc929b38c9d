-- Second half of lenses.find_cycle: follows edges between nodes that still have a way out until one repeats.
create or replace function lenses.walk_cycle(p_ids uuid[], p_sources int[], p_targets int[], p_ways_out int[]) returns uuid[]
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  v_onward int[] := array_fill(0, array[cardinality(p_ids)]);
  v_seen_at int[] := array_fill(0, array[cardinality(p_ids)]);
  v_path uuid[] := '{}';
  v_node int;
  v_step int := 0;
begin
  for v_edge in 1 .. cardinality(p_sources) loop
    if p_ways_out[p_sources[v_edge]] > 0 and p_ways_out[p_targets[v_edge]] > 0 then
      v_onward[p_sources[v_edge]] := p_targets[v_edge];
      v_node := p_sources[v_edge];
    end if;
  end loop;
  while v_seen_at[v_node] = 0 loop
    v_step := v_step + 1;
    v_seen_at[v_node] := v_step;
    v_path := v_path || p_ids[v_node];
    v_node := v_onward[v_node];
  end loop;
  return v_path[v_seen_at[v_node] :];
end $$;

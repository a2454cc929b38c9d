-- Refuses a set of edges that leads back to where it came from, naming the nodes on the way.
create or replace function lenses.refuse_cycle(p_workflow_id uuid, p_edges jsonb) returns void
language plpgsql stable set search_path = '' as $$
declare
  v_cycle uuid[];
  v_labels text;
begin
  select array[e.source_node_id] into v_cycle
  from jsonb_to_recordset(p_edges) e (source_node_id uuid, target_node_id uuid)
  where e.source_node_id = e.target_node_id
  limit 1;
  if not found then
    select lenses.find_cycle(array_agg(e.source_node_id), array_agg(e.target_node_id)) into v_cycle
    from jsonb_to_recordset(p_edges) e (source_node_id uuid, target_node_id uuid);
  end if;
  if v_cycle is null then
    return;
  end if;
  select string_agg('"' || n.label || '"', ' → ' order by w.at) into v_labels
  from unnest(v_cycle || v_cycle[1]) with ordinality w (id, at)
  join lenses.workflow_nodes n on n.workflow_id = p_workflow_id and n.id = w.id;
  raise exception 'nodes % form a cycle', v_labels using
    errcode = '23514', hint = 'cycle_detected: remove one of the edges between them',
    detail = jsonb_build_object('nodes', v_cycle)::text;
end $$;

-- Replaces the edges of a workflow by the given set. Cycles and self-loops are refused.
create or replace function public.fn_upsert_workflow_edges(p_workflow_id uuid, p_edges jsonb, p_revision int default null)
returns table (id uuid, workflow_id uuid, source_node_id uuid, target_node_id uuid, source_output_key text, target_param_label text,
  merge_strategy text, condition jsonb, ordinal int, revision int)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_workflow lenses.workflows := lenses.require_own_workflow(p_workflow_id, p_revision);
  v_revision int;
begin
  perform lenses.refuse_edges(p_workflow_id, p_edges);
  v_revision := lenses.touch_workflow(p_workflow_id);
  delete from lenses.workflow_edges w
  where w.workflow_id = p_workflow_id
    and w.id not in (select (e ->> 'id')::uuid from jsonb_array_elements(p_edges) e where e ->> 'id' is not null);
  return query
    insert into lenses.workflow_edges as w (id, workflow_id, source_node_id, target_node_id, source_output_key, target_param_label,
      merge_strategy, condition, ordinal)
    select coalesce((e.edge ->> 'id')::uuid, lenses.new_id()), p_workflow_id, (e.edge ->> 'source_node_id')::uuid,
      (e.edge ->> 'target_node_id')::uuid, coalesce(nullif(btrim(e.edge ->> 'source_output_key'), ''), 'output'),
      btrim(e.edge ->> 'target_param_label'), coalesce(e.edge ->> 'merge_strategy', 'last_write_wins'),
      nullif(e.edge -> 'condition', 'null'), coalesce((e.edge ->> 'ordinal')::int, e.at::int - 1)
    from jsonb_array_elements(p_edges) with ordinality e (edge, at)
    on conflict (id) do update set source_node_id = excluded.source_node_id, target_node_id = excluded.target_node_id,
      source_output_key = excluded.source_output_key, target_param_label = excluded.target_param_label,
      merge_strategy = excluded.merge_strategy, condition = excluded.condition, ordinal = excluded.ordinal
    returning w.id, w.workflow_id, w.source_node_id, w.target_node_id, w.source_output_key, w.target_param_label, w.merge_strategy,
      w.condition, w.ordinal, v_revision;
exception
  when unique_violation then
    raise exception 'two edges lead from the same node into the same parameter' using
      errcode = '23505', hint = 'duplicate_edge: an edge is unique by source, target and target_param_label';
end $$;

grant execute on function public.fn_upsert_workflow_edges(uuid, jsonb, int) to authenticated;

-- The edges of a workflow for the caller: the author sees the graph being edited, others the published version.
create or replace function lenses.readable_edges(p_workflow_id uuid) returns setof lenses.workflow_edges
language plpgsql stable set search_path = '' as $$
declare
  v_workflow lenses.workflows := lenses.require_readable_workflow(p_workflow_id);
begin
  if lensers.can_act_as(v_workflow.lenser_id) then
    return query select * from lenses.workflow_edges e where e.workflow_id = p_workflow_id order by e.ordinal, e.id;
  else
    return query
      select (e.edge ->> 'id')::uuid, p_workflow_id, (e.edge ->> 'source_node_id')::uuid, (e.edge ->> 'target_node_id')::uuid,
        e.edge ->> 'source_output_key', e.edge ->> 'target_param_label', e.edge ->> 'merge_strategy',
        nullif(e.edge -> 'condition', 'null'), (e.edge ->> 'ordinal')::int, v.created_at, v.created_at
      from lenses.workflow_versions v
      cross join lateral jsonb_array_elements(v.graph -> 'edges') with ordinality e (edge, at)
      where v.id = v_workflow.head_version_id
      order by e.at;
  end if;
end $$;

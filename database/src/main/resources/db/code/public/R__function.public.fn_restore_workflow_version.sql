-- Puts the graph of a version back into the editor. Nodes keep their ids; lenses and lens versions that are gone are left empty.
create or replace function public.fn_restore_workflow_version(p_version_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_version lenses.workflow_versions := lenses.require_own_workflow_version(p_version_id);
begin
  delete from lenses.workflow_edges e where e.workflow_id = v_version.workflow_id;
  delete from lenses.workflow_nodes n where n.workflow_id = v_version.workflow_id and n.id <> all (v_version.node_ids);
  insert into lenses.workflow_nodes as n (id, workflow_id, label, kind, lens_id, version_id, config, position_x, position_y, ordinal)
  select g.id, v_version.workflow_id, g.label, g.kind, l.id, v.id, g.config, g.position_x, g.position_y, g.ordinal
  from jsonb_to_recordset(v_version.graph -> 'nodes')
    g (id uuid, label text, kind text, lens_id uuid, version_id uuid, config jsonb, position_x float8, position_y float8, ordinal int)
  left join lenses.lenses l on l.id = g.lens_id
  left join lenses.versions v on v.id = g.version_id
  on conflict (id) do update set label = excluded.label, kind = excluded.kind, lens_id = excluded.lens_id, version_id = excluded.version_id,
    config = excluded.config, position_x = excluded.position_x, position_y = excluded.position_y, ordinal = excluded.ordinal
  where n.workflow_id = v_version.workflow_id;
  insert into lenses.workflow_edges (id, workflow_id, source_node_id, target_node_id, source_output_key, target_param_label, merge_strategy,
    condition, ordinal)
  select e.id, v_version.workflow_id, e.source_node_id, e.target_node_id, e.source_output_key, e.target_param_label, e.merge_strategy,
    nullif(e.condition, 'null'), e.ordinal
  from jsonb_to_recordset(v_version.graph -> 'edges') e (id uuid, source_node_id uuid, target_node_id uuid, source_output_key text,
    target_param_label text, merge_strategy text, condition jsonb, ordinal int);
  perform lenses.touch_workflow(v_version.workflow_id);
end $$;

grant execute on function public.fn_restore_workflow_version(uuid) to authenticated;

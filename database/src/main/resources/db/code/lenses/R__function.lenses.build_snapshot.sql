-- The graph of a workflow as it stands, with everything that a run needs of other tables: what a workflow version keeps and the
-- engine reads. A lens node pins the version it names, else the newest published one of its lens; a sub_workflow node its workflow's.
create or replace function lenses.build_snapshot(p_workflow_id uuid) returns jsonb
language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan as $$
begin
  return (
    with pinned as (
      select n.*, v.id as pinned_id, v.version_number, v.template_body, v.instruction_category, v.input_contract, v.output_contract,
        n.config ->> 'template_body' as own_body, w.child
      from lenses.workflow_nodes n
      left join lateral (
        select v.* from lenses.versions v
        where n.kind = 'lens' and v.lens_id = n.lens_id and (v.id = n.version_id or n.version_id is null and v.status = 'published')
        order by v.version_number desc
        limit 1
      ) v on true
      left join lateral (select c from lenses.child_of(n.config) c where n.kind = 'sub_workflow') w (child) on true
      where n.workflow_id = p_workflow_id
    ), parameters as materialized (
      select v.id as version_id, lenses.parameters_json(v.id) as list
      from (select distinct p.pinned_id as id from pinned p where p.pinned_id is not null) v
    ), nodes as (
      select jsonb_agg(jsonb_build_object(
        'id', p.id, 'label', p.label, 'kind', p.kind, 'ordinal', p.ordinal, 'position_x', p.position_x, 'position_y', p.position_y,
        'lens_id', p.lens_id, 'version_id', p.version_id,
        'config', p.config || case when p.child is null then '{}' else jsonb_build_object('version_id', p.child -> 'version_id') end,
        'lens', case when p.kind = 'lens' and (p.pinned_id is not null or p.own_body is not null) then jsonb_build_object(
          'lens_id', case when p.pinned_id is not null then p.lens_id end, 'version_id', p.pinned_id,
          'version_number', p.version_number, 'template_body', coalesce(p.own_body, p.template_body),
          'instruction_category', p.instruction_category, 'input_contract', p.input_contract, 'output_contract', p.output_contract,
          'parameters', case when p.own_body is null then pa.list
            else lenses.inline_parameters(p.own_body, coalesce(pa.list, '[]')) end) end
        ) || case when p.child is null then '{}' else jsonb_build_object('child', p.child) end order by p.ordinal, p.id) as list
      from pinned p
      left join parameters pa on pa.version_id = p.pinned_id
    ), edges as (
      select jsonb_agg(jsonb_build_object(
        'id', e.id, 'source_node_id', e.source_node_id, 'target_node_id', e.target_node_id, 'source_output_key', e.source_output_key,
        'target_param_label', e.target_param_label, 'merge_strategy', e.merge_strategy, 'condition', e.condition,
        'ordinal', e.ordinal) order by e.ordinal, e.id) as list
      from lenses.workflow_edges e
      where e.workflow_id = p_workflow_id
    )
    select jsonb_build_object('format', 1, 'nodes', coalesce(n.list, '[]'), 'edges', coalesce(e.list, '[]'))
    from nodes n, edges e);
end $$;

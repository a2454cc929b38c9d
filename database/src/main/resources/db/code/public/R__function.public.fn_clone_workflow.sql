-- Copies a workflow that the caller may read into a private draft of the caller.
create or replace function public.fn_clone_workflow(p_source_workflow_id uuid)
returns table (id uuid, lenser_id uuid, title text, description text, visibility text, fork_count int, parent_workflow_id uuid,
  created_at timestamptz, updated_at timestamptz, slug text)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_me uuid := lensers.require_lenser();
  v_source lenses.workflows := lenses.require_readable_workflow(p_source_workflow_id);
  v_copy lenses.workflows;
begin
  insert into lenses.workflows (lenser_id, slug, title, description, parent_workflow_id)
  values (v_me, lenses.free_workflow_slug(v_me, v_source.title), v_source.title, v_source.description, v_source.id)
  returning * into v_copy;
  with node as materialized (
    select lenses.new_id() as new_id, n.* from lenses.readable_nodes(p_source_workflow_id) n
  ), copied as (
    insert into lenses.workflow_nodes (id, workflow_id, label, kind, lens_id, version_id, config, position_x, position_y, ordinal)
    select n.new_id, v_copy.id, n.label, n.kind, l.id, v.id, n.config, n.position_x, n.position_y, n.ordinal
    from node n
    left join lenses.lenses l on l.id = n.lens_id
    left join lenses.versions v on v.id = n.version_id
  )
  insert into lenses.workflow_edges (workflow_id, source_node_id, target_node_id, source_output_key, target_param_label, merge_strategy,
    condition, ordinal)
  select v_copy.id, s.new_id, t.new_id, e.source_output_key, e.target_param_label, e.merge_strategy, e.condition, e.ordinal
  from lenses.readable_edges(p_source_workflow_id) e
  join node s on s.id = e.source_node_id
  join node t on t.id = e.target_node_id;
  return query select v_copy.id, v_copy.lenser_id, v_copy.title, v_copy.description, v_copy.visibility, 0, v_copy.parent_workflow_id,
    v_copy.created_at, v_copy.updated_at, v_copy.slug;
end $$;

grant execute on function public.fn_clone_workflow(uuid) to authenticated;

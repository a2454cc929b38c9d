-- The caller's private workflow for trying a step of a workflow: the step alone, as it stands, with nothing before or after it.
create or replace function lenses.step_trial(p_me uuid, p_node lenses.workflow_nodes) returns uuid
language plpgsql set search_path = '' as $$
declare
  v_title text := left('Try ' || p_node.label, 200);
  v_workflow_id uuid;
begin
  insert into lenses.workflows as w (lenser_id, slug, title, metadata)
  values (p_me, lenses.free_workflow_slug(p_me, v_title), v_title, jsonb_build_object('lens_try', 'step:' || p_node.workflow_id))
  -- locked, so that nobody puts another step there between here and the run
  on conflict (lenser_id, (metadata ->> 'lens_try')) where metadata ? 'lens_try' do update set title = excluded.title, planned_revision = null
  returning w.id into v_workflow_id;
  delete from lenses.workflow_nodes n where n.workflow_id = v_workflow_id;
  insert into lenses.workflow_nodes (workflow_id, label, kind, lens_id, version_id, config)
  values (v_workflow_id, p_node.label, p_node.kind, p_node.lens_id, p_node.version_id, p_node.config);
  return v_workflow_id;
end $$;

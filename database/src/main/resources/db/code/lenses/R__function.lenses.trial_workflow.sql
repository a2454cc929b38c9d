-- The caller's private workflow for trying a lens: one node, pinned to the version to try; made when it is not there.
create or replace function lenses.trial_workflow(p_me uuid, p_lens_id uuid, p_version_id uuid) returns uuid
language plpgsql set search_path = '' as $$
declare
  v_title text := (select left('Try ' || l.title, 200) from lenses.lenses l where l.id = p_lens_id);
  v_workflow_id uuid;
begin
  insert into lenses.workflows (lenser_id, slug, title, metadata)
  values (p_me, lenses.free_workflow_slug(p_me, v_title), v_title, jsonb_build_object('lens_try', p_lens_id))
  on conflict (lenser_id, (metadata ->> 'lens_try')) where metadata ? 'lens_try' do nothing;
  -- locked, so that nobody pins another version between here and the run
  select w.id into v_workflow_id
  from lenses.workflows w
  where w.lenser_id = p_me and w.metadata ->> 'lens_try' = p_lens_id::text and w.metadata ? 'lens_try'
  for no key update;
  insert into lenses.workflow_nodes (workflow_id, label, lens_id, version_id)
  select v_workflow_id, 'lens', p_lens_id, p_version_id
  where not exists (select from lenses.workflow_nodes n where n.workflow_id = v_workflow_id);
  update lenses.workflow_nodes n
  set version_id = p_version_id
  where n.workflow_id = v_workflow_id and n.version_id is distinct from p_version_id;
  -- a draft's body changes without notice: never trust an earlier plan
  update lenses.workflows w set planned_revision = null where w.id = v_workflow_id;
  return v_workflow_id;
end $$;

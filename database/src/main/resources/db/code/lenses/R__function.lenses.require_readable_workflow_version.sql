-- The workflow version: any for the author, a published one for those who may read the workflow; else not found.
create or replace function lenses.require_readable_workflow_version(p_version_id uuid) returns lenses.workflow_versions
language plpgsql stable set search_path = '' as $$
declare
  v_version lenses.workflow_versions;
  v_workflow lenses.workflows;
begin
  select * into v_version from lenses.workflow_versions v where v.id = p_version_id;
  select * into v_workflow from lenses.workflows w where w.id = v_version.workflow_id;
  if v_version.id is null or not (lensers.can_act_as(v_workflow.lenser_id)
    or v_version.status = 'published' and lenses.can_read_workflow(v_workflow))
  then
    raise exception 'workflow version % was not found', p_version_id using
      errcode = 'P0002', hint = 'version_not_found: check the id; drafts are visible to their author only';
  end if;
  return v_version;
end $$;

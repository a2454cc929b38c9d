-- The workflow version, its workflow locked, for the author; else not found or not allowed like the workflow.
create or replace function lenses.require_own_workflow_version(p_version_id uuid) returns lenses.workflow_versions
language plpgsql set search_path = '' as $$
declare
  v_version lenses.workflow_versions;
begin
  perform lensers.require_lenser();
  v_version := lenses.require_readable_workflow_version(p_version_id);
  perform lenses.require_own_workflow(v_version.workflow_id);
  return v_version;
end $$;

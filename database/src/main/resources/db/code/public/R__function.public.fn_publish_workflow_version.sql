-- Makes a draft version the one that others see and that triggers run. Refused while its graph has errors.
create or replace function public.fn_publish_workflow_version(p_version_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_version lenses.workflow_versions := lenses.require_own_workflow_version(p_version_id);
begin
  if v_version.status = 'snapshot' then
    raise exception 'version % is a snapshot of a run', p_version_id using
      errcode = '55000', hint = 'version_is_snapshot: make a version of the workflow first (fn_create_workflow_version)';
  end if;
  perform lenses.refuse_problems(v_version.graph, v_version.workflow_id);
  update lenses.workflow_versions v
  set status = 'published', published_at = coalesce(v.published_at, now())
  where v.id = p_version_id;
  update lenses.workflows w
  set head_version_id = p_version_id, status = 'published', planned_revision = null
  where w.id = v_version.workflow_id;
end $$;

grant execute on function public.fn_publish_workflow_version(uuid) to authenticated;

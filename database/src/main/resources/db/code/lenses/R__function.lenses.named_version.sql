-- The version that somebody asks to run by id, if it may run: not found unless it is the workflow's and published or the caller's own.
create or replace function lenses.named_version(p_workflow_id uuid, p_version_id uuid, p_mine boolean) returns uuid
language plpgsql stable set search_path = '' as $$
declare
  v_status text := (select v.status from lenses.workflow_versions v where v.id = p_version_id and v.workflow_id = p_workflow_id);
begin
  if v_status is null or v_status <> 'published' and not p_mine then
    raise exception 'workflow version % was not found', p_version_id using
      errcode = 'P0002', hint = 'version_not_found: check the id; drafts are visible to their author only';
  end if;
  if v_status = 'archived' then
    raise exception 'workflow version % is archived', p_version_id using
      errcode = '55000', hint = 'version_archived: run the published version, or restore this one into the editor';
  end if;
  if v_status = 'draft' then
    perform lenses.refuse_problems((select v.graph from lenses.workflow_versions v where v.id = p_version_id), p_workflow_id);
  end if;
  return p_version_id;
end $$;

-- The workflow, for those who may read it; else not found.
create or replace function lenses.require_readable_workflow(p_workflow_id uuid) returns lenses.workflows
language plpgsql stable set search_path = '' as $$
declare
  v_workflow lenses.workflows;
begin
  select * into v_workflow from lenses.workflows w where w.id = p_workflow_id;
  if v_workflow.id is null or not lenses.can_read_workflow(v_workflow) then
    raise exception 'workflow % was not found', p_workflow_id using
      errcode = 'P0002', hint = 'workflow_not_found: check the id; private workflows are visible to their author only';
  end if;
  return v_workflow;
end $$;

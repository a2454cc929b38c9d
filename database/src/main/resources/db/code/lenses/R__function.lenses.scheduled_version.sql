-- The version that a workflow runs as when nobody asks: the published one, else the graph as it stands.
create or replace function lenses.scheduled_version(p_workflow_id uuid, out id uuid, out input_names text[], out required_inputs text[], out typed_inputs jsonb)
language plpgsql volatile set search_path = '' as $$
declare
  v_workflow lenses.workflows;
begin
  select * into v_workflow from lenses.workflows w where w.id = p_workflow_id;
  if v_workflow.status = 'archived' then
    raise exception 'workflow "%" is archived', v_workflow.title using errcode = '55000', hint = 'workflow_archived: restore it first';
  end if;
  id := coalesce(v_workflow.head_version_id, v_workflow.planned_version_id, lenses.plan_workflow(p_workflow_id));
  select v.input_names, v.required_inputs, v.typed_inputs into input_names, required_inputs, typed_inputs
  from lenses.workflow_versions v where v.id = scheduled_version.id;
end $$;

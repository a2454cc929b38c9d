-- Whether a trigger or schedule of a workflow may run with this assignment.
create or replace function lenses.check_trigger_assignment(p_workflow_id uuid, p_assignment_id uuid) returns void
language plpgsql stable set search_path = '' as $$
declare
  v_assignment agents.workflow_assignments;
begin
  if p_assignment_id is null then
    return;
  end if;
  select * into v_assignment from agents.workflow_assignments a where a.id = p_assignment_id;
  perform agents.require_part('workflow_assignment', p_assignment_id, v_assignment.ai_lenser_id, 'workflow:assign');
  if v_assignment.workflow_id <> p_workflow_id then
    raise exception 'the assignment is of another workflow' using errcode = '22023', hint = 'foreign_assignment: pass one of this workflow';
  end if;
end $$;

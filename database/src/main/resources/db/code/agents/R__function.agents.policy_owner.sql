-- The person for whom the runs of an assignment or schedule are: the owner of its agent, else the author of its workflow.
create or replace function agents.policy_owner(p_row jsonb) returns uuid
language sql stable set search_path = '' as $$
  select coalesce(
    agents.owner_of(coalesce((p_row ->> 'ai_lenser_id')::uuid,
      (select t.ai_lenser_id from agents.teams t where t.id = (p_row ->> 'assignee_id')::uuid), (p_row ->> 'assignee_id')::uuid,
      (select a.ai_lenser_id from agents.workflow_assignments a where a.id = (p_row ->> 'workflow_assignment_id')::uuid))),
    (select w.lenser_id from lenses.workflows w where w.id = (p_row ->> 'workflow_id')::uuid))
$$;

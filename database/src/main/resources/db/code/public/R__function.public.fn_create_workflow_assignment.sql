-- Gives a workflow to an agent or a team to carry out, under four policies.
create or replace function public.fn_create_workflow_assignment(p_ai_lenser_id uuid, p_workflow_id uuid, p_assignee_kind text,
  p_assignee_ai_lenser_id uuid default null, p_assignee_team_id uuid default null, p_approval_policy jsonb default null,
  p_retry_policy jsonb default null, p_failure_policy jsonb default null, p_queue_policy jsonb default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_assignment agents.workflow_assignments;
begin
  perform agents.require_scope(p_ai_lenser_id, 'workflow:assign');
  perform lenses.require_readable_workflow(p_workflow_id);
  if p_assignee_kind is null or p_assignee_kind not in ('agent', 'team') or num_nonnulls(p_assignee_ai_lenser_id, p_assignee_team_id) <> 1
    or (p_assignee_kind = 'team') <> (p_assignee_team_id is not null) then
    raise exception 'an assignment names one assignee, an agent or a team' using
      errcode = '22023', hint = 'bad_assignee: pass p_assignee_kind and the one id that goes with it';
  end if;
  if p_assignee_team_id is not null then
    if not exists (select from agents.teams t where t.id = p_assignee_team_id and t.ai_lenser_id = p_ai_lenser_id) then
      raise exception 'team % was not found', p_assignee_team_id using errcode = 'P0002', hint = 'team_not_found: choose a team of this agent';
    end if;
  elsif p_assignee_ai_lenser_id <> p_ai_lenser_id then
    perform agents.require_managed(p_assignee_ai_lenser_id);
  end if;
  if (select count(*) from agents.workflow_assignments a where a.ai_lenser_id = p_ai_lenser_id and a.is_active) >= 500 then
    raise exception 'an agent has at most 500 active assignments' using errcode = '54000', hint = 'too_many_assignments: switch one off first';
  end if;
  insert into agents.workflow_assignments (ai_lenser_id, workflow_id, assignee_kind, assignee_ai_lenser_id, assignee_team_id,
    approval_policy, retry_policy, failure_policy, queue_policy)
  values (p_ai_lenser_id, p_workflow_id, p_assignee_kind, p_assignee_ai_lenser_id, p_assignee_team_id,
    coalesce(p_approval_policy, '{"requiresApproval": true}'), coalesce(p_retry_policy, '{"maxRetries": 1}'),
    coalesce(p_failure_policy, '{"mode": "isolate"}'), coalesce(p_queue_policy, '{"mode": "parallel"}'))
  returning * into v_assignment;
  perform agents.log_action(p_ai_lenser_id, 'workflow.assigned', 'workflow_assignment', v_assignment.id, jsonb_build_object('workflow_id', p_workflow_id));
  return to_jsonb(v_assignment);
end $$;

grant execute on function public.fn_create_workflow_assignment to authenticated;

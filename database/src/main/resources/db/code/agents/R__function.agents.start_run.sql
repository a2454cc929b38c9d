-- Makes a team run and the workflow run that it stands for, in one transaction. A run that waits for approval stays validated and off the
-- queue: there is nothing that the engine could claim. Callers have checked who asks.
create or replace function agents.start_run(p_ai_lenser_id uuid, p_workflow_id uuid, p_inputs jsonb, p_always_ask boolean, p_mode text,
  p_me uuid, p_metadata jsonb default '{}', p_schedule lenses.workflow_schedules default null, p_scheduled_for timestamptz default null)
returns agents.team_runs
language plpgsql volatile set search_path = '' as $$
declare
  v_assignment agents.workflow_assignments;
  v_version record;
  v_gate record;
  v_hours int := coalesce((select s.approval_timeout_hours from agents.workspace_settings s where s.ai_lenser_id = p_ai_lenser_id), 24);
  v_policy jsonb := (p_schedule).approval_policy;
  v_team uuid := case (p_schedule).assignee_type when 'team' then (p_schedule).assignee_id end;
  v_run_id uuid;
  v_run agents.team_runs;
begin
  -- starts of one agent come one after the other, so that its limits hold
  perform from agents.ai_lensers a where a.id = p_ai_lenser_id for no key update;
  perform agents.refuse_halted(p_ai_lenser_id);
  select * into v_assignment from agents.workflow_assignments a
  where a.ai_lenser_id = p_ai_lenser_id and a.workflow_id = p_workflow_id and a.is_active
    and ((p_schedule).workflow_assignment_id is null or a.id = (p_schedule).workflow_assignment_id)
  order by coalesce(a.assignee_team_id = v_team, false) desc, a.created_at desc, a.id desc limit 1;
  if v_assignment.id is null and (p_schedule).workflow_assignment_id is not null then
    raise exception 'the assignment is switched off' using
      errcode = '55000', hint = 'assignment_inactive: switch the assignment on, or name another one';
  end if;
  perform agents.refuse_stopped_team(coalesce(v_team, v_assignment.assignee_team_id));
  v_policy := coalesce(v_policy, v_assignment.approval_policy);
  -- a schedule may ask where its agent does not; that it does not ask lifts nothing
  v_gate := agents.start_gate(p_ai_lenser_id, p_workflow_id, v_assignment.approval_policy, p_always_ask);
  if v_gate.status = 'not_required' and (p_schedule).approval_policy is not null then
    v_gate := agents.start_gate(p_ai_lenser_id, p_workflow_id, (p_schedule).approval_policy, p_always_ask);
  end if;
  v_version := lenses.version_to_run(p_workflow_id, null, p_me);
  perform lenses.refuse_inputs(p_inputs, v_version.input_names, v_version.required_inputs, v_version.typed_inputs);
  insert into lenses.workflow_runs (workflow_id, workflow_version_id, triggered_by, ai_lenser_id, trigger_mode, status, context_inputs,
    global_model_id, budget_credits, schedule_id, scheduled_for, metadata)
  select p_workflow_id, v_version.id, p_me, p_ai_lenser_id, p_mode, case v_gate.status when 'pending' then 'validated' else 'queued' end, p_inputs,
    coalesce(lenses.model_to_run((p_schedule).global_model_id), s.default_model_id),
    case when s.budget_enforce then p.spending_limit_credits - agents.spent_this_month(p_ai_lenser_id) end,
    (p_schedule).id, p_scheduled_for, p_metadata || jsonb_build_object('agent', p_ai_lenser_id) || agents.run_settings(coalesce((p_schedule).queue_policy, v_assignment.queue_policy),
      coalesce((p_schedule).retry_policy, v_assignment.retry_policy), coalesce((p_schedule).failure_policy, v_assignment.failure_policy), p_mode)
  from agents.workspace_settings s left join agents.policies p on p.ai_lenser_id = s.ai_lenser_id
  where s.ai_lenser_id = p_ai_lenser_id
  returning id into v_run_id;
  if v_gate.status <> 'pending' then
    insert into engine.run_queue (run_id, priority) values (v_run_id, coalesce(((p_schedule).queue_policy ->> 'priority')::int, (v_assignment.queue_policy ->> 'priority')::int, 0));
  end if;
  insert into agents.team_runs (ai_lenser_id, team_id, workflow_id, workflow_run_id, workflow_assignment_id, approval_status,
    approval_expires_at, metadata)
  values (p_ai_lenser_id, coalesce(v_team, v_assignment.assignee_team_id), p_workflow_id, v_run_id, v_assignment.id, v_gate.status,
    case v_gate.status when 'pending' then now() + coalesce((v_policy ->> 'timeoutMinutes')::int * interval '1 minute', v_hours * interval '1 hour') end,
    v_gate.reason || p_metadata || jsonb_build_object('requested_by', p_me,
      'workflow_title', (select w.title from lenses.workflows w where w.id = p_workflow_id)))
  returning * into v_run;
  perform agents.add_run_event(v_run.id, 'dispatch.queued', jsonb_build_object('workflow_run_id', v_run_id, 'trigger_mode', p_mode));
  if v_gate.status = 'pending' then
    perform agents.add_run_event(v_run.id, 'approval.requested', v_gate.reason || jsonb_build_object('expires_at', v_run.approval_expires_at));
    perform agents.log_action(p_ai_lenser_id, 'approval.requested', 'team_run', v_run.id, v_gate.reason);
  end if;
  perform agents.log_action(p_ai_lenser_id, 'run.started', 'team_run', v_run.id, jsonb_build_object('workflow_id', p_workflow_id, 'approval_status', v_gate.status));
  return v_run;
end $$;

-- Decides a pending approval, once: of two that decide at the same moment one finds it decided. A refused run is ended, an approved one
-- gets the modifications into its inputs and goes to the queue.
create or replace function agents.decide(p_team_run_id uuid, p_decision text, p_reason text, p_modifications jsonb) returns agents.team_runs
language plpgsql volatile set search_path = '' as $$
declare
  v_status text := case p_decision when 'rejected' then 'rejected' else 'approved' end;
  v_run agents.team_runs;
  v_standing agents.team_runs;
  v_inputs jsonb;
begin
  update agents.team_runs r
  set approval_status = v_status,
    status = case v_status when 'rejected' then 'cancelled' else r.status end,
    completed_at = case v_status when 'rejected' then now() end,
    metadata = r.metadata || jsonb_strip_nulls(jsonb_build_object('decision', p_decision, 'decision_at', now(),
      'decision_by_lenser_id', lensers.get_auth_lenser_id(), 'decision_reason', p_reason, 'decision_modifications', p_modifications))
  where r.id = p_team_run_id and r.approval_status = 'pending' and r.approval_expires_at > now() and r.status in ('queued', 'blocked')
  returning * into v_run;
  if v_run.id is null then
    select * into v_standing from agents.team_runs r where r.id = p_team_run_id;
    if v_standing.approval_status in ('not_required') then
      raise exception 'nothing waits for a decision here' using errcode = '55000', hint = 'nothing_to_decide: this run needed no approval';
    elsif v_standing.approval_status = 'pending' then
      raise exception 'the time to decide is over' using errcode = '55000', hint = 'approval_expired: start the run again';
    end if;
    raise exception 'it was decided already: %', v_standing.approval_status using
      errcode = '40001', hint = 'already_decided: the decision that stands is in the detail',
      detail = jsonb_build_object('approval_status', v_standing.approval_status, 'metadata', v_standing.metadata)::text;
  end if;
  if v_status = 'rejected' then
    update agents.team_runs r set report = agents.run_report(r.id, 'cancelled') where r.id = v_run.id;
    perform agents.end_waiting_run(v_run.workflow_run_id, coalesce(p_reason, 'the run was not approved'));
  else
    update lenses.workflow_runs r
    set status = 'queued', context_inputs = r.context_inputs || coalesce(p_modifications, '{}')
    where r.id = v_run.workflow_run_id and r.status = 'validated'
    returning r.context_inputs into v_inputs;
    if not found then
      raise exception 'the run is over already' using errcode = '55000', hint = 'run_finished: there is nothing left to approve';
    end if;
    perform lenses.refuse_inputs(v_inputs, v.input_names, v.required_inputs, v.typed_inputs)
    from lenses.workflow_runs r join lenses.workflow_versions v on v.id = r.workflow_version_id where r.id = v_run.workflow_run_id;
    insert into engine.run_queue (run_id, priority)
    select r.id, coalesce((s.queue_policy ->> 'priority')::int, (a.queue_policy ->> 'priority')::int, 0)
    from lenses.workflow_runs r
    left join lenses.workflow_schedules s on s.id = r.schedule_id
    left join agents.workflow_assignments a on a.id = v_run.workflow_assignment_id
    where r.id = v_run.workflow_run_id
    on conflict (run_id) do update set available_at = least(engine.run_queue.available_at, now());
  end if;
  perform agents.add_run_event(v_run.id, 'approval.decided', jsonb_strip_nulls(jsonb_build_object('decision', p_decision, 'reason', p_reason)));
  perform agents.log_action(v_run.ai_lenser_id, 'approval.decided', 'team_run', v_run.id, jsonb_build_object('decision', p_decision));
  perform agents.audit(v_run.ai_lenser_id, 'approval.decided', 'team_run', v_run.id,
    jsonb_strip_nulls(jsonb_build_object('decision', p_decision, 'reason', p_reason, 'modifications', p_modifications)));
  return v_run;
end $$;

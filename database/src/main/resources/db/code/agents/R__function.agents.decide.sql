-- Decides a pending approval, once: of two that decide at the same moment one finds it decided. A refused run is ended, an approved one
-- gets the modifications into its inputs and goes to the queue.
create or replace function agents.decide(p_team_run_id uuid, p_decision text, p_reason text, p_modifications jsonb) returns agents.team_runs
language plpgsql volatile set search_path = '' as $$
declare
  v_status text := case p_decision when 'rejected' then 'rejected' else 'approved' end;
  v_run agents.team_runs;
begin
  perform engine.hold_runs((select r.workflow_run_id from agents.team_runs r where r.id = p_team_run_id));
  update agents.team_runs r
  set approval_status = v_status,
    status = case v_status when 'rejected' then 'cancelled' else r.status end,
    completed_at = case v_status when 'rejected' then now() end,
    metadata = r.metadata || jsonb_strip_nulls(jsonb_build_object('decision', p_decision, 'decision_at', now(),
      'decision_by_lenser_id', lensers.get_auth_lenser_id(), 'decision_reason', p_reason, 'decision_modifications', p_modifications))
  where r.id = p_team_run_id and r.approval_status = 'pending' and r.approval_expires_at > now() and r.status in ('queued', 'blocked')
  returning * into v_run;
  if v_run.id is null then
    perform agents.refuse_decided((select r.approval_status from agents.team_runs r where r.id = p_team_run_id),
      (select r.metadata from agents.team_runs r where r.id = p_team_run_id));
  end if;
  if v_status = 'rejected' then
    update agents.team_runs r set report = agents.run_report(r.id, 'cancelled') where r.id = v_run.id;
    perform agents.end_waiting_run(v_run.workflow_run_id, coalesce(p_reason, 'the run was not approved'));
  else
    perform lenses.release_run(r.id, p_modifications, coalesce((s.queue_policy ->> 'priority')::int, (a.queue_policy ->> 'priority')::int, 0))
    from (select v_run.workflow_run_id as id) q
    left join lenses.workflow_runs r on r.id = q.id
    left join lenses.workflow_schedules s on s.id = r.schedule_id
    left join agents.workflow_assignments a on a.id = v_run.workflow_assignment_id;
  end if;
  perform agents.add_run_event(v_run.id, 'approval.decided', jsonb_strip_nulls(jsonb_build_object('decision', p_decision, 'reason', p_reason)));
  perform agents.log_action(v_run.ai_lenser_id, 'approval.decided', 'team_run', v_run.id, jsonb_build_object('decision', p_decision));
  perform agents.audit(v_run.ai_lenser_id, 'approval.decided', 'team_run', v_run.id,
    jsonb_strip_nulls(jsonb_build_object('decision', p_decision, 'reason', p_reason, 'modifications', p_modifications)));
  return v_run;
end $$;

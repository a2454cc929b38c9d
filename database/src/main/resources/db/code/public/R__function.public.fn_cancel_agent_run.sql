-- Stops a team run, and the workflow run that it stands for. An approval that was still open is then rejected.
create or replace function public.fn_cancel_agent_run(p_team_run_id uuid, p_ai_lenser_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_run agents.team_runs;
begin
  perform agents.require_scope(p_ai_lenser_id, 'workflow:assign');
  perform engine.hold_run(r.workflow_run_id) from agents.team_runs r where r.id = p_team_run_id and r.ai_lenser_id = p_ai_lenser_id;
  select * into v_run from agents.team_runs r where r.id = p_team_run_id and r.ai_lenser_id = p_ai_lenser_id for no key update;
  if v_run.id is null then
    raise exception 'team run % was not found', p_team_run_id using errcode = 'P0002', hint = 'team_run_not_found: check the id';
  end if;
  if v_run.status in ('completed', 'failed', 'cancelled') then
    raise exception 'team run % is over, it ended as %', p_team_run_id, v_run.status using
      errcode = '55000', hint = 'run_finished: there is nothing left to cancel', detail = jsonb_build_object('status', v_run.status)::text;
  end if;
  update agents.team_runs r
  set status = 'cancelled', completed_at = now(),
    approval_status = case when r.approval_status = 'pending' then 'rejected' else r.approval_status end,
    metadata = r.metadata || jsonb_build_object('cancelled_by', lensers.get_auth_lenser_id()), report = agents.run_report(r.id, 'cancelled')
  where r.id = p_team_run_id;
  update agents.agent_run_steps s set status = case s.status when 'queued' then 'skipped' else 'failed' end, completed_at = now()
  where s.team_run_id = p_team_run_id and s.status not in ('completed', 'failed', 'skipped');
  perform agents.end_waiting_run(v_run.workflow_run_id, 'cancelled by the owner');
  perform agents.add_run_event(p_team_run_id, 'run.cancelled', jsonb_build_object('by', lensers.get_auth_lenser_id()));
  perform agents.log_action(p_ai_lenser_id, 'run.cancelled', 'team_run', p_team_run_id);
end $$;

grant execute on function public.fn_cancel_agent_run to authenticated;

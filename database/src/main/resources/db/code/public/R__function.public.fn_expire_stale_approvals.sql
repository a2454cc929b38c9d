-- Rejects what nobody decided in time and ends those runs; how many. The same compare-and-set as a decision, so that only one of them wins.
create or replace function public.fn_expire_stale_approvals() returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_run agents.team_runs;
  v_count int := lenses.expire_approvals();
begin
  for v_run in
    select r.* from agents.team_runs r
    where r.approval_status = 'pending' and r.approval_expires_at <= now()
    order by r.approval_expires_at, r.id limit 500
    for no key update skip locked
  loop
    update agents.team_runs r
    set approval_status = 'rejected', status = 'cancelled', completed_at = now(), report = agents.run_report(r.id, 'cancelled'),
      metadata = r.metadata || jsonb_build_object('timed_out_at', now())
    where r.id = v_run.id;
    perform agents.end_waiting_run(v_run.workflow_run_id, 'nobody approved the run in time');
    perform agents.add_run_event(v_run.id, 'approval.timed_out', jsonb_build_object('expired_at', v_run.approval_expires_at));
    perform agents.log_action(v_run.ai_lenser_id, 'approval.expired', 'team_run', v_run.id);
    perform agents.audit(v_run.ai_lenser_id, 'approval.expired', 'team_run', v_run.id);
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;

grant execute on function public.fn_expire_stale_approvals to service_role, engine_worker, engine_scheduler, maintenance;

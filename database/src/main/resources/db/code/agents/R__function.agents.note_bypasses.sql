-- Finds runs that were put on the queue although nobody approved them, takes them off what can be claimed, and writes each attempt into
-- the owner's chain; how many. The claim passes over such a run in any case.
create or replace function agents.note_bypasses() returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_run record;
  v_count int := 0;
begin
  for v_run in
    select r.id, r.ai_lenser_id, r.workflow_run_id, r.approval_status
    from engine.run_queue q
    join agents.team_runs r on r.workflow_run_id = q.run_id
    where q.claim_id is null and not q.cancel_asked and q.available_at < 'infinity' and r.approval_status in ('pending', 'rejected')
    order by q.run_id limit 200
    for no key update of q skip locked
  loop
    update engine.run_queue q set available_at = 'infinity' where q.run_id = v_run.workflow_run_id;
    perform agents.log_action(v_run.ai_lenser_id, 'run.started', 'team_run', v_run.id,
      jsonb_build_object('bypass', 'queued_without_approval', 'approval_status', v_run.approval_status), 'blocked_by_policy');
    perform agents.audit(v_run.ai_lenser_id, 'approval.bypass_refused', 'team_run', v_run.id,
      jsonb_build_object('approval_status', v_run.approval_status));
    v_count := v_count + 1;
  end loop;
  for v_run in
    select a.run_id, a.asked_id, a.status
    from engine.run_queue q
    join lenses.run_approvals a on a.run_id = q.run_id
    where q.claim_id is null and not q.cancel_asked and q.available_at < 'infinity' and a.status in ('pending', 'rejected')
    order by q.run_id limit 200
    for no key update of q skip locked
  loop
    update engine.run_queue q set available_at = 'infinity' where q.run_id = v_run.run_id;
    perform audit.append(v_run.asked_id, 'approval.bypass_refused', 'run', v_run.run_id, jsonb_build_object('approval_status', v_run.status));
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;

grant execute on function agents.note_bypasses to engine_worker;

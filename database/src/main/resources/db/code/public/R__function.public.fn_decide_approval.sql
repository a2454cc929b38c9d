-- Approves or rejects a run that waits, or approves it with changed inputs: a team run, or a run without an agent by its own id.
create or replace function public.fn_decide_approval(p_team_run_id uuid, p_decision text, p_reason text default null, p_modifications jsonb default null)
returns table (request_id uuid, ai_lenser_id uuid, team_id uuid, workflow_id uuid, workflow_run_id uuid, workflow_assignment_id uuid,
  approval_status text, run_status text, metadata jsonb, decided_at timestamptz)
language plpgsql security definer rows 1 set search_path = '' as $$
declare
  v_run agents.team_runs;
  v_approval lenses.run_approvals;
begin
  perform lensers.require_lenser();
  if exists (select from lenses.run_approvals a where a.run_id = p_team_run_id and lensers.can_act_as(a.asked_id)) then
    perform agents.check_decision(p_decision, p_reason, p_modifications);
    v_approval := lenses.decide_run(p_team_run_id, p_decision, p_reason, p_modifications);
    return query select v_approval.run_id, null::uuid, null::uuid, v_approval.workflow_id, v_approval.run_id, null::uuid, v_approval.status,
      r.status::text, lenses.decision_json(v_approval), v_approval.decided_at
    from lenses.workflow_runs r where r.id = v_approval.run_id;
    return;
  end if;
  select * into v_run from agents.team_runs r where r.id = p_team_run_id;
  perform agents.lock_authority(v_run.ai_lenser_id);
  perform agents.require_part('team_run', p_team_run_id, v_run.ai_lenser_id, 'approvals:decide');
  perform agents.check_decision(p_decision, p_reason, p_modifications);
  v_run := agents.decide(p_team_run_id, p_decision, p_reason, p_modifications);
  return query select v_run.id, v_run.ai_lenser_id, v_run.team_id, v_run.workflow_id, v_run.workflow_run_id, v_run.workflow_assignment_id,
    v_run.approval_status, v_run.status, v_run.metadata, (v_run.metadata ->> 'decision_at')::timestamptz;
end $$;

grant execute on function public.fn_decide_approval to authenticated;

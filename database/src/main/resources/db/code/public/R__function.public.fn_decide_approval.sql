-- Approves or rejects a team run that waits, or approves it with changed inputs.
create or replace function public.fn_decide_approval(p_team_run_id uuid, p_decision text, p_reason text default null, p_modifications jsonb default null)
returns table (request_id uuid, ai_lenser_id uuid, team_id uuid, workflow_id uuid, workflow_run_id uuid, workflow_assignment_id uuid,
  approval_status text, run_status text, metadata jsonb, decided_at timestamptz)
language plpgsql security definer rows 1 set search_path = '' as $$
declare
  v_run agents.team_runs;
begin
  perform lensers.require_lenser();
  select * into v_run from agents.team_runs r where r.id = p_team_run_id;
  perform agents.lock_authority(v_run.ai_lenser_id);
  perform agents.require_part('team_run', p_team_run_id, v_run.ai_lenser_id, 'approvals:decide');
  perform agents.check_decision(p_decision, p_reason, p_modifications);
  v_run := agents.decide(p_team_run_id, p_decision, p_reason, p_modifications);
  return query select v_run.id, v_run.ai_lenser_id, v_run.team_id, v_run.workflow_id, v_run.workflow_run_id, v_run.workflow_assignment_id,
    v_run.approval_status, v_run.status, v_run.metadata, (v_run.metadata ->> 'decision_at')::timestamptz;
end $$;

grant execute on function public.fn_decide_approval to authenticated;

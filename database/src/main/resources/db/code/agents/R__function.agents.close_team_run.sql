-- Ends a team run with its workflow run: memories are kept if it completed, then the report is made, then the last event is written.
create or replace function agents.close_team_run(p_run agents.team_runs, p_status text, p_at timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_status text := case p_status when 'timed_out' then 'failed' else p_status end;
  v_kept int := 0;
begin
  if p_status = 'completed' then
    v_kept := agents.commit_memories(p_run);
  end if;
  update agents.agent_run_steps s
  set status = case s.status when 'queued' then 'skipped' else 'failed' end, completed_at = p_at
  where s.team_run_id = p_run.id and s.status not in ('completed', 'failed', 'skipped');
  update agents.team_runs r
  set status = v_status, started_at = coalesce(r.started_at, p_at), completed_at = p_at,
    approval_status = case when r.approval_status = 'pending' then 'rejected' else r.approval_status end,
    report = agents.run_report(r.id, p_status)
  where r.id = p_run.id and r.status in ('queued', 'running', 'blocked');
  if v_kept > 0 then
    perform agents.add_run_event(p_run.id, 'memory.committed', jsonb_build_object('entry_count', v_kept));
  end if;
  perform agents.add_run_event(p_run.id, 'run.' || p_status, jsonb_build_object('workflow_run_id', p_run.workflow_run_id));
  insert into agents.action_logs (ai_lenser_id, action_type, context_ref_type, context_ref_id, result, metadata)
  values (p_run.ai_lenser_id, 'run.finished', 'team_run', p_run.id, case v_status when 'failed' then 'failed' else 'success' end,
    jsonb_build_object('status', p_status, 'workflow_run_id', p_run.workflow_run_id));
  delete from agents.step_work w where w.run_id = p_run.workflow_run_id;
end $$;

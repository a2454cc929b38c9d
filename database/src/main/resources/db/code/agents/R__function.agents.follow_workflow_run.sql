-- Trigger function on workflow runs: the team run that stands for one follows its status and tells it.
create or replace function agents.follow_workflow_run() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_status text := case
    when new.status in ('running', 'streaming', 'recovered') then 'running'
    when new.status in ('failed', 'timed_out') then 'failed'
    when new.status in ('completed', 'cancelled') then new.status
  end;
  v_run agents.team_runs;
begin
  if v_status is null then
    return null;
  end if;
  update agents.team_runs r
  set status = v_status,
    approval_status = case when r.approval_status = 'pending' then 'rejected' else r.approval_status end,
    started_at = coalesce(r.started_at, now()),
    completed_at = case when v_status <> 'running' then coalesce(new.completed_at, now()) end
  where r.workflow_run_id = new.id and r.status <> v_status and r.status in ('queued', 'running', 'blocked')
  returning * into v_run;
  if v_run.id is not null then
    perform agents.add_run_event(v_run.id, case v_status when 'running' then 'run.started' else 'run.' || new.status end,
      jsonb_build_object('workflow_run_id', new.id));
    if v_status <> 'running' then
      insert into agents.action_logs (ai_lenser_id, action_type, context_ref_type, context_ref_id, result, metadata)
      values (v_run.ai_lenser_id, 'run.finished', 'team_run', v_run.id, case v_status when 'failed' then 'failed' else 'success' end,
        jsonb_build_object('status', new.status, 'workflow_run_id', new.id));
    end if;
  end if;
  return null;
end $$;

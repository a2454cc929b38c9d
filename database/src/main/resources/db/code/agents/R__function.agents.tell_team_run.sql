-- Trigger function: who may decide is told that a team run asks and what was decided, its owner and whoever started it how it ended.
create or replace function agents.tell_team_run() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_data jsonb := jsonb_build_object('team_run_id', new.id, 'run_id', new.workflow_run_id, 'workflow_id', new.workflow_id,
    'workflow_title', new.metadata ->> 'workflow_title', 'ai_lenser_id', new.ai_lenser_id, 'team_id', new.team_id);
  v_asks jsonb := v_data || jsonb_build_object('kind', 'team_run', 'request_id', new.id, 'gate', new.metadata ->> 'gate_kind');
begin
  if new.approval_status = 'pending' and (tg_op = 'INSERT' or old.approval_status <> 'pending') then
    perform engine.notify(agents.deciders_of(new.ai_lenser_id), 'approval.requested', v_asks || jsonb_build_object('expires_at', new.approval_expires_at));
  elsif tg_op = 'UPDATE' and old.approval_status = 'pending' and new.approval_status <> 'pending' then
    perform engine.notify(agents.deciders_of(new.ai_lenser_id),
      case when new.metadata ? 'timed_out_at' then 'approval.expired' else 'approval.decided' end,
      v_asks || jsonb_build_object('status', new.approval_status, 'reason', new.metadata ->> 'decision_reason',
        'decision', coalesce(new.metadata ->> 'decision', case when new.metadata ? 'timed_out_at' then 'timed_out' else 'withdrawn' end)));
  end if;
  if tg_op = 'UPDATE' and old.completed_at is null and new.completed_at is not null then
    perform engine.notify(array[agents.owner_of(new.ai_lenser_id), (new.metadata ->> 'requested_by')::uuid],
      'team_run.' || coalesce(new.report ->> 'outcome', new.status),
      v_data || jsonb_build_object('status', coalesce(new.report ->> 'outcome', new.status), 'started_at', new.started_at, 'completed_at', new.completed_at,
        'credits', new.report -> 'cost' -> 'credits', 'steps', new.report -> 'steps'));
  end if;
  return null;
end $$;

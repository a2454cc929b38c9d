-- Trigger function: the transaction that ends a run also tells its schedule what came of it, notes the end where a workflow waits for it, and
-- puts it into the outbox for whoever started the run and for the agent's owner; of runs inside of runs nobody outside is told.
create or replace function lenses.run_ended() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from engine.run_meters m where m.run_id = new.id;
  if new.schedule_id is not null then
    -- ends of scheduled runs come one after the other: a journal ends many runs at once, and two journals would wait in a circle for their schedules
    perform pg_advisory_xact_lock(hashtextextended('lenses.workflow_schedules.last_result', 0));
    update lenses.schedule_firings f set ended_at = new.completed_at
    where f.schedule_id = new.schedule_id and f.instant = new.scheduled_for and f.run_id = new.id;
    update lenses.workflow_schedules s
    set last_completed_at = new.completed_at,
      last_result = jsonb_strip_nulls(jsonb_build_object('run_id', new.id, 'status', new.status, 'scheduled_for', new.scheduled_for,
        'duration_ms', round(extract(epoch from new.completed_at - new.started_at) * 1000), 'credits', new.spent_credits, 'error', new.error)),
      consecutive_failures = case new.status when 'completed' then 0 else s.consecutive_failures end
    where s.id = new.schedule_id;
    if new.status in ('failed', 'timed_out') then
      perform lenses.fail_schedule(new.schedule_id);
    end if;
  end if;
  if exists (select from lenses.workflow_triggers t where t.source_workflow_id = new.workflow_id and t.kind = 'event' and t.is_active
      and t.event_type in ('run.ended', 'run.' || new.status)) then
    insert into engine.happenings (event_type, workflow_id, run_id, payload)
    values ('run.' || new.status, new.workflow_id, new.id, jsonb_strip_nulls(jsonb_build_object('event', 'run.' || new.status, 'run_id', new.id,
      'workflow_id', new.workflow_id, 'status', new.status, 'trigger_mode', new.trigger_mode, 'inputs', new.context_inputs, 'error', new.error,
      'credits', new.spent_credits, 'completed_at', new.completed_at)));
  end if;
  if new.parent_run_id is null and exists (select from lensers.notification_targets t
      where t.lenser_id in (new.triggered_by, agents.owner_of(new.ai_lenser_id)) and t.is_active) then
    perform engine.notify(array[new.triggered_by, agents.owner_of(new.ai_lenser_id)], 'run.' || new.status, jsonb_build_object('run_id', new.id,
      'workflow_id', new.workflow_id, 'workflow_title', (select w.title from lenses.workflows w where w.id = new.workflow_id), 'status', new.status,
      'trigger_mode', new.trigger_mode, 'ai_lenser_id', new.ai_lenser_id, 'credits', new.spent_credits, 'cause', new.error ->> 'cause',
      'started_at', new.started_at, 'completed_at', new.completed_at));
  end if;
  return null;
end $$;

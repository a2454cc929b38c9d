-- Trigger function: a decision about a run is noted where a workflow waits for it.
create or replace function agents.approval_decided() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.workflow_run_id is not null and exists (select from lenses.workflow_triggers t
      where t.source_workflow_id = new.workflow_id and t.kind = 'event' and t.is_active and t.event_type = 'approval.decided') then
    insert into engine.happenings (event_type, workflow_id, run_id, payload)
    values ('approval.decided', new.workflow_id, new.workflow_run_id, jsonb_strip_nulls(jsonb_build_object('event', 'approval.decided',
      'run_id', new.workflow_run_id, 'team_run_id', new.id, 'workflow_id', new.workflow_id, 'status', new.approval_status,
      'decision', coalesce(new.metadata ->> 'decision', case when new.metadata ? 'timed_out_at' then 'timed_out' end),
      'reason', new.metadata ->> 'decision_reason')));
  end if;
  return null;
end $$;

-- Notes what came of an instant, in the history and on the schedule. An instant of the calendar gives way to the next one.
create or replace function lenses.record_firing(p_firing lenses.schedule_firings) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_error boolean := (p_firing).outcome in ('validation_failed', 'dispatch_failed');
begin
  insert into lenses.schedule_firings (schedule_id, instant, source, outcome, run_id, message)
  values ((p_firing).schedule_id, (p_firing).instant, (p_firing).source, (p_firing).outcome, (p_firing).run_id, (p_firing).message)
  on conflict (schedule_id, instant) do update
  set source = excluded.source, outcome = excluded.outcome, run_id = excluded.run_id, message = excluded.message, created_at = excluded.created_at;
  update lenses.workflow_schedules s
  set next_run_at = case (p_firing).source when 'calendar' then s.upcoming[1] else s.next_run_at end,
    upcoming = case (p_firing).source when 'calendar' then s.upcoming[2:] else s.upcoming end,
    -- where the list runs out, a server goes on from here
    decided_until = case when (p_firing).source = 'calendar' and cardinality(s.upcoming) = 0 then (p_firing).instant else s.decided_until end,
    retry_at = null, last_dispatch_status = (p_firing).outcome,
    last_run_at = case when (p_firing).run_id is null then s.last_run_at else now() end, last_run_id = coalesce((p_firing).run_id, s.last_run_id),
    last_error_at = case when v_error then now() else s.last_error_at end,
    last_error_message = case when v_error then (p_firing).message else s.last_error_message end
  where s.id = (p_firing).schedule_id;
  if v_error then
    perform lenses.fail_schedule((p_firing).schedule_id);
  end if;
end $$;

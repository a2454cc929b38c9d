-- Counts a failure of a schedule, and pauses it where its policy names a number and this is it. Without one it goes on for ever.
create or replace function lenses.fail_schedule(p_schedule_id uuid) returns void
language sql volatile set search_path = '' as $$
  update lenses.workflow_schedules s
  set consecutive_failures = s.consecutive_failures + 1,
    is_active = s.is_active and stop.now is not true,
    next_run_at = case when stop.now then null else s.next_run_at end,
    paused_reason = case when s.is_active and stop.now then format('it failed %s times in a row', s.consecutive_failures + 1) else s.paused_reason end
  from (
    select x.id, x.consecutive_failures + 1 >= (x.failure_policy ->> 'pauseAfterFailures')::int as now
    from lenses.workflow_schedules x where x.id = p_schedule_id for no key update) stop
  where s.id = stop.id
$$;

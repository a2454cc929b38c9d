-- Sets the instants that a server computed for schedules; how many it did set. A schedule that changed meanwhile, or that somebody else has
-- in hand, stays as it is and comes again. A plan is {id, cron, zone, next, decided: as they were read, fires, decided_until, missed_from,
-- missed}: where missed > 0 it is also noted how many instants were given up, the first of them being missed_from.
create or replace function lenses.plan_schedules(p_plans jsonb, p_calendar text) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_count int;
begin
  with plans as materialized (
    select p.*
    from jsonb_to_recordset(p_plans) p (id uuid, cron text, zone text, next timestamptz, decided timestamptz, fires timestamptz[],
      decided_until timestamptz, missed_from timestamptz, missed int)
  ), mine as materialized (
    select s.id
    from plans p join lenses.workflow_schedules s on s.id = p.id
    where s.is_active and s.cron_expr = p.cron and s.timezone = p.zone
      and s.next_run_at is not distinct from p.next and s.decided_until is not distinct from p.decided
    for no key update of s skip locked
  ), planned as (
    update lenses.workflow_schedules s
    set next_run_at = p.fires[1], upcoming = coalesce(p.fires[2:], '{}'), calendar = p_calendar,
      decided_until = coalesce(p.decided_until, s.decided_until)
    from mine join plans p on p.id = mine.id
    where s.id = mine.id
    returning s.id
  ), noted as (
    insert into lenses.schedule_firings (schedule_id, instant, source, outcome, instants, message)
    select p.id, p.missed_from, 'calendar', 'missed', p.missed, format('%s instants up to %s passed while nobody could dispatch', p.missed,
      to_char(p.decided_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"'))
    from planned join plans p on p.id = planned.id
    where p.missed > 0
    on conflict (schedule_id, instant) do nothing
  )
  select count(*) into v_count from planned;
  return v_count;
end $$;

grant execute on function lenses.plan_schedules to engine_worker;

-- Sets the instants that a server computed for a schedule, unless it changed meanwhile; whether it did set them. With p_missed it also notes
-- how many instants were given up, the first of them being p_missed_from.
create or replace function lenses.set_fires(p_schedule lenses.workflow_schedules, p_fires timestamptz[], p_calendar text,
  p_decided_until timestamptz, p_missed_from timestamptz, p_missed int) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
begin
  update lenses.workflow_schedules s
  set next_run_at = p_fires[1], upcoming = coalesce(p_fires[2:], '{}'), calendar = p_calendar, decided_until = coalesce(p_decided_until, s.decided_until)
  where s.id = (p_schedule).id and s.is_active and s.cron_expr = (p_schedule).cron_expr and s.timezone = (p_schedule).timezone
    and s.next_run_at is not distinct from (p_schedule).next_run_at and s.decided_until is not distinct from (p_schedule).decided_until;
  if not found then
    return false;
  end if;
  if p_missed > 0 then
    insert into lenses.schedule_firings (schedule_id, instant, source, outcome, instants, message)
    values ((p_schedule).id, p_missed_from, 'calendar', 'missed', p_missed,
      format('%s instants up to %s passed while nobody could dispatch', p_missed, to_char(p_decided_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"')))
    on conflict (schedule_id, instant) do nothing;
  end if;
  return true;
end $$;

grant execute on function lenses.set_fires to engine_worker;

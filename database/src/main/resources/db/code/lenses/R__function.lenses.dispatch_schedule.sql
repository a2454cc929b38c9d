-- Fires a schedule for one instant, once: an instant that has a firing already makes no second one. What it comes to is noted and returned.
-- A fault that passes by itself is tried again a little later, as long as the instant is not missed; every other counts as a failure.
create or replace function lenses.dispatch_schedule(p_schedule_id uuid, p_instant timestamptz, p_source text default 'calendar',
  p_now timestamptz default clock_timestamp(), out run_id uuid, out status text)
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_schedule lenses.workflow_schedules;
  v_firing lenses.schedule_firings;
  v_hint text;
  v_state text;
begin
  select * into v_schedule from lenses.workflow_schedules s where s.id = p_schedule_id for no key update skip locked;
  if v_schedule.id is null then
    return;
  end if;
  if exists (select from lenses.schedule_firings f where f.schedule_id = p_schedule_id and f.instant = p_instant
      and (f.run_id is not null or p_source = 'calendar')) then
    update lenses.workflow_schedules s set next_run_at = s.upcoming[1], upcoming = s.upcoming[2:], decided_until = case when cardinality(s.upcoming) = 0 then p_instant else s.decided_until end
    where s.id = p_schedule_id and p_source = 'calendar' and s.next_run_at = p_instant;
    return;
  end if;
  begin
    select s.run_id, s.status into run_id, status from lenses.start_scheduled(v_schedule, p_instant) s;
  exception
    when others then
      get stacked diagnostics v_hint = pg_exception_hint, v_state = returned_sqlstate;
      status := case split_part(v_hint, ':', 1) when 'budget_exhausted' then 'skipped_budget' when 'too_many_runs' then 'skipped_concurrency'
        when 'too_many_runs_today' then 'skipped_concurrency' when 'kill_switch' then 'paused' when 'agent_paused' then 'paused'
        else case when v_state in ('22023', '23514', '42501', '54000', '55000', 'P0002') then 'validation_failed' else 'dispatch_failed' end end;
      v_firing.message := left(sqlerrm, 4000);
      run_id := null;
  end;
  if status = 'dispatch_failed' and p_source = 'calendar' and (left(v_state, 2) in ('40', '53', '57', '58') or v_state = '55P03') then
    update lenses.workflow_schedules s
    set retry_at = p_now + interval '5 seconds', last_dispatch_status = dispatch_schedule.status, last_error_at = now(), last_error_message = v_firing.message
    where s.id = p_schedule_id;
    return;
  end if;
  v_firing.schedule_id := p_schedule_id;
  v_firing.instant := p_instant;
  v_firing.source := p_source;
  v_firing.outcome := status;
  v_firing.run_id := run_id;
  perform lenses.record_firing(v_firing);
end $$;

grant execute on function lenses.dispatch_schedule to engine_worker, engine_scheduler;

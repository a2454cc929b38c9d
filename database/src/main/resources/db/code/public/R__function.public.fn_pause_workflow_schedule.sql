-- Switches a schedule off, until an instant where one is named; of a schedule that is off it changes that instant.
create or replace function public.fn_pause_workflow_schedule(p_schedule_id uuid, p_until timestamptz default null) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_schedule lenses.workflow_schedules := lenses.require_schedule(p_schedule_id);
begin
  if (p_until > clock_timestamp() and p_until <= clock_timestamp() + interval '10 years') is false then
    raise exception 'a pause cannot end at %', p_until using errcode = '22023', hint = 'bad_value: choose an instant to come, within ten years';
  end if;
  if not v_schedule.is_active and p_until is not distinct from v_schedule.resume_at then
    raise exception 'the schedule is paused already' using errcode = '55000', hint = 'schedule_paused: nothing is left to do';
  end if;
  update lenses.workflow_schedules s set is_active = false, next_run_at = null, upcoming = '{}', resume_at = p_until where s.id = v_schedule.id;
end $$;

grant execute on function public.fn_pause_workflow_schedule to authenticated;

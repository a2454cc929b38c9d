-- Switches a schedule off.
create or replace function public.fn_pause_workflow_schedule(p_schedule_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_schedule lenses.workflow_schedules := lenses.require_schedule(p_schedule_id);
begin
  if not v_schedule.is_active then
    raise exception 'the schedule is paused already' using errcode = '55000', hint = 'schedule_paused: nothing is left to do';
  end if;
  update lenses.workflow_schedules s set is_active = false, next_run_at = null, upcoming = '{}' where s.id = v_schedule.id;
end $$;

grant execute on function public.fn_pause_workflow_schedule to authenticated;

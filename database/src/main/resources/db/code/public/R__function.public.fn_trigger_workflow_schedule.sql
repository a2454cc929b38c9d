-- Runs a schedule now, beside its calendar; the run's id, NULL when a policy kept it back (fn_get_workflow_schedules says which).
create or replace function public.fn_trigger_workflow_schedule(p_schedule_id uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_schedule lenses.workflow_schedules := lenses.require_schedule(p_schedule_id);
begin
  if not v_schedule.is_active then
    raise exception 'the schedule is paused' using errcode = '55000', hint = 'schedule_paused: resume it first';
  end if;
  return (select d.run_id from lenses.dispatch_schedule(p_schedule_id, clock_timestamp(), 'manual') d);
end $$;

grant execute on function public.fn_trigger_workflow_schedule to authenticated;

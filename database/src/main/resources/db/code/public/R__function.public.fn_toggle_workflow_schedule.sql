-- Switches a schedule on or off; setting it twice is setting it once. The server computes p_computed, whoever sends one.
create or replace function public.fn_toggle_workflow_schedule(p_schedule_id uuid, p_is_active boolean, p_computed jsonb default null) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_schedule lenses.workflow_schedules := lenses.require_schedule(p_schedule_id);
begin
  if p_is_active is null then
    raise exception 'a schedule is on or off' using errcode = '22023', hint = 'bad_value: pass true or false';
  elsif p_is_active and not v_schedule.is_active then
    perform public.fn_resume_workflow_schedule(p_schedule_id, p_computed);
  elsif v_schedule.is_active and not p_is_active then
    perform public.fn_pause_workflow_schedule(p_schedule_id);
  end if;
end $$;

grant execute on function public.fn_toggle_workflow_schedule to authenticated;

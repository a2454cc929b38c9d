-- Switches a schedule on or off; setting it twice is setting it once.
create or replace function public.fn_toggle_workflow_schedule(p_schedule_id uuid, p_is_active boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_schedule lenses.workflow_schedules := lenses.require_schedule(p_schedule_id);
begin
  if p_is_active is null then
    raise exception 'a schedule is on or off' using errcode = '22023', hint = 'bad_value: pass true or false';
  end if;
  update lenses.workflow_schedules s set is_active = p_is_active, next_run_at = null where s.id = v_schedule.id and s.is_active <> p_is_active;
end $$;

grant execute on function public.fn_toggle_workflow_schedule to authenticated;

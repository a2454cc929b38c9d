-- Deletes a schedule; the runs that it made stay.
create or replace function public.fn_delete_workflow_schedule(p_schedule_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_schedule lenses.workflow_schedules := lenses.require_schedule(p_schedule_id);
  v_agent uuid := lenses.schedule_agent(v_schedule);
begin
  delete from lenses.workflow_schedules s where s.id = v_schedule.id;
  if v_agent is not null then
    perform agents.log_action(v_agent, 'schedule.deleted', 'schedule', v_schedule.id);
  end if;
end $$;

grant execute on function public.fn_delete_workflow_schedule to authenticated;

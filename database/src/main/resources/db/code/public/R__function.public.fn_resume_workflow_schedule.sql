-- Switches a paused schedule on again; what it missed meanwhile is not caught up. The server computes p_computed, whoever sends one.
create or replace function public.fn_resume_workflow_schedule(p_schedule_id uuid, p_computed jsonb default null) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_schedule lenses.workflow_schedules := lenses.require_schedule(p_schedule_id);
begin
  if v_schedule.is_active then
    raise exception 'the schedule is not paused' using errcode = '55000', hint = 'schedule_not_paused: nothing is left to do';
  end if;
  update lenses.workflow_schedules s set is_active = true, paused_reason = null, consecutive_failures = 0 where s.id = v_schedule.id returning s.* into v_schedule;
  perform lenses.plan_fires(v_schedule, p_computed);
end $$;

grant execute on function public.fn_resume_workflow_schedule to authenticated;

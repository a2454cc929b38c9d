-- The schedule, locked, for the workflow's author or who manages schedules of the agent that it runs as; else not found.
create or replace function lenses.require_schedule(p_schedule_id uuid) returns lenses.workflow_schedules
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_schedule lenses.workflow_schedules;
  v_agent uuid;
begin
  perform lensers.require_lenser();
  select * into v_schedule from lenses.workflow_schedules s where s.id = p_schedule_id for no key update;
  v_agent := lenses.schedule_agent(v_schedule);
  if v_schedule.id is not null and (agents.has_agent_scope(v_agent, 'schedule:manage')
      or exists (select from lenses.workflows w where w.id = v_schedule.workflow_id and lensers.can_act_as(w.lenser_id))) then
    return v_schedule;
  end if;
  if v_agent = any (agents.involved_ai_lenser_ids()) then
    perform agents.require_scope(v_agent, 'schedule:manage');
  end if;
  raise exception 'schedule % was not found', p_schedule_id using errcode = 'P0002', hint = 'schedule_not_found: check the id (fn_get_workflow_schedules)';
end $$;

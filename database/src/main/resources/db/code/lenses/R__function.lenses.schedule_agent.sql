-- The agent as which a schedule runs: its assignee, the one whose team or assignment it is; NULL when it runs as the workflow's author.
create or replace function lenses.schedule_agent(p_schedule lenses.workflow_schedules) returns uuid
language sql stable set search_path = '' as $$
  select coalesce(
    case (p_schedule).assignee_type
      when 'team' then (select t.ai_lenser_id from agents.teams t where t.id = (p_schedule).assignee_id)
      else (p_schedule).assignee_id
    end,
    (select a.ai_lenser_id from agents.workflow_assignments a where a.id = (p_schedule).workflow_assignment_id))
$$;

grant execute on function lenses.schedule_agent to engine_worker;

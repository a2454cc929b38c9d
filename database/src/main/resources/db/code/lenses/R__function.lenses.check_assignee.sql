-- Whether a schedule may run as this agent or team; says of which type it is.
create or replace function lenses.check_assignee(p_assignee_id uuid, p_assignment_id uuid) returns text
language plpgsql stable set search_path = '' as $$
declare
  v_team agents.teams;
  v_agent uuid := (select a.ai_lenser_id from agents.workflow_assignments a where a.id = p_assignment_id);
begin
  select * into v_team from agents.teams t where t.id = p_assignee_id;
  if p_assignment_id is not null then
    perform agents.require_part('workflow_assignment', p_assignment_id, v_agent, 'workflow:assign');
    if v_agent <> coalesce(v_team.ai_lenser_id, p_assignee_id) then
      raise exception 'the assignment is another agent''s' using errcode = '22023', hint = 'foreign_assignment: pass one of the assignee''s';
    end if;
  end if;
  if v_team.id is not null then
    perform agents.require_part('team', p_assignee_id, v_team.ai_lenser_id, 'schedule:manage');
    return 'team';
  elsif p_assignee_id is not null then
    perform agents.require_scope(p_assignee_id, 'schedule:manage');
  end if;
  return 'agent';
end $$;

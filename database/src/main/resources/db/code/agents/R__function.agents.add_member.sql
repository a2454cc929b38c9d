-- Puts an agent into a team; callers have checked the team.
create or replace function agents.add_member(p_team agents.teams, p_agent_id uuid, p_role text, p_responsibility text, p_lane int,
  p_sort_order int, p_personality_id uuid, p_memory_id uuid, p_tool_id uuid, p_model_id uuid) returns agents.team_members
language plpgsql volatile set search_path = '' as $$
declare
  v_member agents.team_members;
begin
  if not agents.can_manage_ai_lenser(p_agent_id) then
    perform agents.require_managed(p_agent_id);
  end if;
  perform from agents.teams t where t.id = p_team.id for no key update;
  if (select count(*) from agents.team_members m where m.team_id = p_team.id) >= 50 then
    raise exception 'a team has at most 50 members' using errcode = '54000', hint = 'too_many_members: make a second team';
  end if;
  insert into agents.team_members (team_id, agent_id, role, responsibility, lane, sort_order, personality_profile_id, memory_profile_id,
    tool_profile_id, model_profile_id)
  values (p_team.id, p_agent_id, coalesce(p_role, 'operator'), coalesce(p_responsibility, ''), coalesce(p_lane, 0), coalesce(p_sort_order, 0),
    p_personality_id, p_memory_id, p_tool_id, p_model_id)
  returning * into v_member;
  perform agents.log_action(p_team.ai_lenser_id, 'team.member_added', 'team', p_team.id, jsonb_build_object('agent_id', p_agent_id));
  return v_member;
exception
  when unique_violation then
    raise exception 'the agent is in the team already' using errcode = '23505', hint = 'member_exists: change its role instead';
  when foreign_key_violation then
    raise exception 'a profile was not found' using errcode = 'P0002', hint = 'profile_not_found: check the ids of the four profiles';
  when check_violation then
    if sqlerrm like '%profile belongs%' then
      raise;
    end if;
    perform agents.bad_value(sqlerrm);
end $$;

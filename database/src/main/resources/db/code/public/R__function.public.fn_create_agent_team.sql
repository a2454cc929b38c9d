-- Makes a team of an agent, with its first members.
create or replace function public.fn_create_agent_team(p_ai_lenser_id uuid, p_name text, p_description text default null,
  p_initial_members jsonb default '[]') returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_team agents.teams;
  v_member record;
begin
  perform agents.require_scope(p_ai_lenser_id, 'team:manage');
  if p_name is null or char_length(btrim(p_name)) not between 1 and 120 or char_length(p_description) > 4000 then
    raise exception 'a team needs a name of 1 to 120 characters' using errcode = '22023', hint = 'bad_name: choose a shorter name or description';
  end if;
  if jsonb_typeof(coalesce(p_initial_members, '[]')) <> 'array'
    or exists (select from jsonb_array_elements(p_initial_members) m where lenses.is_uuid(m ->> 'agent_id') is not true) then
    raise exception 'p_initial_members is a list of members, each with an agent_id' using errcode = '22023', hint = 'bad_members: pass [{"agent_id": …, "role": …}]';
  end if;
  perform from agents.ai_lensers a where a.id = p_ai_lenser_id for no key update;
  if (select count(*) from agents.teams t where t.ai_lenser_id = p_ai_lenser_id and t.status <> 'archived') >= 100 then
    raise exception 'an agent has at most 100 teams' using errcode = '54000', hint = 'too_many_teams: archive one first';
  end if;
  insert into agents.teams (ai_lenser_id, name, description) values (p_ai_lenser_id, btrim(p_name), p_description) returning * into v_team;
  for v_member in
    select m.* from jsonb_to_recordset(coalesce(p_initial_members, '[]')) as m (agent_id uuid, role text, responsibility text, lane int,
      sort_order int, personality_profile_id uuid, memory_profile_id uuid, tool_profile_id uuid, model_profile_id uuid)
  loop
    perform agents.add_member(v_team, v_member.agent_id, v_member.role, v_member.responsibility, v_member.lane, v_member.sort_order,
      v_member.personality_profile_id, v_member.memory_profile_id, v_member.tool_profile_id, v_member.model_profile_id);
  end loop;
  perform agents.log_action(p_ai_lenser_id, 'team.created', 'team', v_team.id, jsonb_build_object('name', v_team.name));
  return agents.team_json(v_team);
exception
  when invalid_text_representation or numeric_value_out_of_range then
    perform agents.bad_value(sqlerrm);
end $$;

grant execute on function public.fn_create_agent_team to authenticated;

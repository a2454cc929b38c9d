-- Puts an agent that the caller manages into a team.
create or replace function public.fn_add_team_member(p_team_id uuid, p_agent_id uuid, p_role text default 'operator',
  p_responsibility text default '', p_lane int default 0, p_sort_order int default 0, p_personality_profile_id uuid default null,
  p_memory_profile_id uuid default null, p_tool_profile_id uuid default null, p_model_profile_id uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_team agents.teams := agents.require_team(p_team_id);
begin
  if v_team.status = 'archived' then
    raise exception 'team "%" is archived', v_team.name using errcode = '55000', hint = 'team_archived: make it active first';
  end if;
  return agents.member_json(agents.add_member(v_team, p_agent_id, p_role, p_responsibility, p_lane, p_sort_order, p_personality_profile_id,
    p_memory_profile_id, p_tool_profile_id, p_model_profile_id));
end $$;

grant execute on function public.fn_add_team_member to authenticated;

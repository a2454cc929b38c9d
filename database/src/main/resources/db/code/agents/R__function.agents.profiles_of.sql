-- The four profiles under which an agent works: the member's where it has one, else the agent's defaults.
create or replace function agents.profiles_of(p_agent_id uuid, p_member_id uuid, out personality_id uuid, out memory_id uuid, out tool_id uuid, out model_id uuid)
language sql stable set search_path = '' as $$
  select
    coalesce(m.personality_profile_id, (select p.id from agents.personality_profiles p where p.ai_lenser_id = p_agent_id and p.is_default)),
    coalesce(m.memory_profile_id, (select p.id from agents.memory_profiles p where p.ai_lenser_id = p_agent_id and p.is_default)),
    coalesce(m.tool_profile_id, (select p.id from agents.tool_profiles p where p.ai_lenser_id = p_agent_id and p.is_default)),
    coalesce(m.model_profile_id, (select p.id from agents.model_profiles p where p.ai_lenser_id = p_agent_id and p.is_default))
  from (values (1)) one (n)
  left join agents.team_members m on m.id = p_member_id and m.agent_id = p_agent_id
$$;

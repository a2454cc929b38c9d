-- The memory profiles that an agent may read: its own, those that its team shares, and those that its owner's agents share.
create or replace function agents.readable_memories(p_agent_id uuid, p_member_id uuid) returns uuid[]
language sql stable set search_path = '' as $$
  select coalesce(array_agg(distinct p.id), '{}')
  from agents.memory_profiles p
  where p.id = (select x.memory_id from agents.profiles_of(p_agent_id, p_member_id) x)
    or p.isolation_mode = 'shared_team' and p.ai_lenser_id in (
      select o.agent_id from agents.team_members m join agents.team_members o on o.team_id = m.team_id
      where m.id = p_member_id and m.agent_id = p_agent_id and o.is_active)
    or p.isolation_mode = 'shared_owner' and agents.owner_of(p.ai_lenser_id) = agents.owner_of(p_agent_id)
$$;

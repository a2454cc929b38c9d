-- An agent by the id of its profile; NULL when it is not there or not visible.
-- A definer, because the way from a profile to its agent is open to those who may see the agent, not to those who may list it.
create or replace function public.fn_get_agent_profile_by_profile_id(p_profile_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select agents.agent_json(a.id) from agents.ai_lensers a where a.profile_id = p_profile_id
$$;

grant execute on function public.fn_get_agent_profile_by_profile_id(uuid) to anon, authenticated;

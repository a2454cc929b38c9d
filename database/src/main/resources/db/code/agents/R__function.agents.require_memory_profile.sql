-- The memory profile, for those who manage the agent's memory.
create or replace function agents.require_memory_profile(p_profile_id uuid) returns agents.memory_profiles
language plpgsql stable security definer set search_path = '' as $$
declare
  v_profile agents.memory_profiles;
begin
  select * into v_profile from agents.memory_profiles p where p.id = p_profile_id;
  perform agents.require_part('memory_profile', p_profile_id, v_profile.ai_lenser_id, 'memory:manage');
  return v_profile;
end $$;

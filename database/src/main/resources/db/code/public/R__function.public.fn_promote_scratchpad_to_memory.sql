-- Keeps the scratchpad of a team run as a memory of the profile.
create or replace function public.fn_promote_scratchpad_to_memory(p_run_id uuid, p_memory_profile_id uuid) returns agents.memory_profiles
language plpgsql security definer set search_path = '' as $$
declare
  v_profile agents.memory_profiles := agents.require_memory_profile(p_memory_profile_id);
  v_run agents.team_runs := agents.require_team_run(p_run_id);
begin
  if v_run.scratchpad = '{}' then
    raise exception 'the scratchpad is empty' using errcode = '55000', hint = 'scratchpad_empty: there is nothing to keep';
  end if;
  perform agents.add_memory(v_profile, 'project', 'agent', jsonb_pretty(v_run.scratchpad), 0.5, null, p_run_id,
    jsonb_build_object('scratchpad_version', v_run.scratchpad_version));
  return v_profile;
end $$;

grant execute on function public.fn_promote_scratchpad_to_memory to authenticated;

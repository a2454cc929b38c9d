-- Changes what an agent shows of itself.
create or replace function public.fn_update_agent_profile(p_ai_lenser_id uuid, p_patch jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_profile lensers.profiles;
begin
  perform agents.require_scope(p_ai_lenser_id, 'settings:manage');
  perform agents.check_patch(p_patch, array['handle', 'display_name', 'visibility', 'avatar_url', 'banner_url', 'headline', 'bio', 'runtime_pref']);
  select p.* into v_profile from lensers.profiles p join agents.ai_lensers a on a.profile_id = p.id where a.id = p_ai_lenser_id for update of p;
  v_profile := jsonb_populate_record(v_profile, p_patch - 'runtime_pref');
  update lensers.profiles p
  set handle = lower(v_profile.handle collate "C"), display_name = v_profile.display_name, visibility = v_profile.visibility,
    avatar_url = v_profile.avatar_url, banner_url = v_profile.banner_url, headline = v_profile.headline, bio = v_profile.bio
  where p.id = v_profile.id;
  if p_patch ? 'runtime_pref' then
    update agents.ai_lensers a set runtime_pref = p_patch ->> 'runtime_pref' where a.id = p_ai_lenser_id;
  end if;
  perform agents.log_action(p_ai_lenser_id, 'agent.updated', 'profile', v_profile.id, p_patch);
exception
  when unique_violation then
    raise exception 'the handle is taken' using errcode = '23505', hint = 'handle_taken: choose another handle';
  when check_violation or not_null_violation or invalid_text_representation then
    perform agents.bad_value(sqlerrm);
end $$;

grant execute on function public.fn_update_agent_profile to authenticated;

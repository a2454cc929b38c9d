-- What is shown of an author beside a work; NULL when the caller may not see the profile.
create or replace function lensers.profile_card(p_profile_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'id', p.id, 'handle', p.handle, 'display_name', p.display_name, 'avatar_url', p.avatar_url, 'type', p.type)
  from lensers.profiles p
  where p.id = p_profile_id
    and ((p.visibility <> 'private' and p.status = 'active') or lensers.can_act_as(p.id))
$$;

grant execute on function lensers.profile_card(uuid) to anon, authenticated;

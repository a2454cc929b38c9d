-- Whether the caller may author as this profile.
create or replace function lensers.can_act_as(p_profile_id uuid) returns boolean
language sql stable parallel safe set search_path = '' as $$
  select coalesce(p_profile_id = any (lensers.acting_profile_ids()), false)
$$;

grant execute on function lensers.can_act_as(uuid) to anon, authenticated, service_role, engine_worker;

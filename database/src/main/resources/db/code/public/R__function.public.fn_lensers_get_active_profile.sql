-- The caller's own human profile, whatever its state; no row when not signed in.
create or replace function public.fn_lensers_get_active_profile() returns setof lensers.profiles
language sql stable rows 1 set search_path = '' as $$
  select p.* from lensers.profiles p where p.user_id = (select auth.uid())
$$;

grant execute on function public.fn_lensers_get_active_profile() to anon, authenticated;

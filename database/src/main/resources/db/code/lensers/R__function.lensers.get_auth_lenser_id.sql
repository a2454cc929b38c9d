-- The human profile of the signed-in person; NULL when not signed in or when the profile is not active.
create or replace function lensers.get_auth_lenser_id() returns uuid
language sql stable security definer parallel safe set search_path = '' as $$
  select p.id
  from lensers.profiles p
  where p.user_id = (select auth.uid()) and p.type = 'human' and p.status = 'active';
$$;

grant execute on function lensers.get_auth_lenser_id() to anon, authenticated, service_role, engine_worker;

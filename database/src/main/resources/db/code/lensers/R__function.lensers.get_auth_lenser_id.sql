-- The human profile of the signed-in person; NULL when not signed in or when the profile is not active.
-- In PL/pgSQL like the other functions of authority: its plan lasts for the session, and this is asked by every call.
create or replace function lensers.get_auth_lenser_id() returns uuid
language plpgsql stable security definer parallel safe set search_path = '' as $$
begin
  return (
    select p.id
    from lensers.profiles p
    where p.user_id = auth.uid() and p.type = 'human' and p.status = 'active');
end $$;

grant execute on function lensers.get_auth_lenser_id() to anon, authenticated, service_role, engine_worker;

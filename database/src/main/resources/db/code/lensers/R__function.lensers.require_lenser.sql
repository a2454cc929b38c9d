-- The caller's human profile, or the error that says why there is none.
create or replace function lensers.require_lenser() returns uuid
language plpgsql stable set search_path = '' as $$
declare
  v_lenser_id uuid := lensers.get_auth_lenser_id();
begin
  if v_lenser_id is not null then
    return v_lenser_id;
  end if;
  if auth.uid() is null then
    raise exception 'you are not signed in' using
      errcode = '28000', hint = 'not_signed_in: sign in, then try again';
  end if;
  raise exception 'your profile is not active' using
    errcode = '42501', hint = 'profile_not_active: reactivate your profile, or ask the operator of this server';
end $$;

grant execute on function lensers.require_lenser() to authenticated;

-- For RPCs whose argument names the caller: refuses any identity but the caller's own human profile.
create or replace function lensers.require_self(p_lenser_id uuid) returns uuid
language plpgsql stable set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
begin
  if p_lenser_id is distinct from v_me then
    raise exception 'you can do this only as yourself' using
      errcode = '42501', hint = 'not_yourself: pass the id of your own profile (fn_lensers_get_active_profile)';
  end if;
  return v_me;
end $$;

grant execute on function lensers.require_self(uuid) to authenticated;

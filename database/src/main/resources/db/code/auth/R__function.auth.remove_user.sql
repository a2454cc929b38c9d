-- Takes an account away. Hard: with everything that is its own. Soft, which is also what happens when work of others hangs on it: nobody can
-- sign in as it any more, its address is free again, and nothing about the person is left here. Returns whether there was one.
create or replace function auth.remove_user(p_user_id uuid, p_soft boolean default false) returns boolean
language plpgsql set search_path = '' as $$
begin
  if not p_soft then
    begin
      delete from auth.users u where u.id = p_user_id;
      return found;
    exception
      when foreign_key_violation or insufficient_privilege or object_not_in_prerequisite_state then null;
    end;
  end if;
  delete from auth.identities i where i.user_id = p_user_id;
  delete from auth.one_time_tokens t where t.user_id = p_user_id;
  update auth.sessions s
  set revoked_at = now(), revoke_reason = 'admin', user_agent = null, ip = null
  where s.user_id = p_user_id and s.revoked_at is null;
  update auth.api_tokens t set revoked_at = now() where t.user_id = p_user_id and t.revoked_at is null;
  update auth.users u
  set email = u.id || '@deleted.invalid', new_email = null, password_hash = null, email_confirmed_at = null, email_proven_at = null,
    user_metadata = '{}', app_metadata = '{}', deleted_at = now()
  where u.id = p_user_id and u.deleted_at is null;
  return found;
end $$;

grant execute on function auth.remove_user(uuid, boolean) to gateway_auth;

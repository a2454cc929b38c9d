-- Spends a refresh token and puts p_new_hash in its place. Never raises, so that a revocation is committed; outcome is one of
--   rotated   the token was good; p_new_hash is the new one
--   reused    it was spent at most 10 s ago by a request beside this one; p_new_hash is good (the same token for all of
--             them when the gateway derives the new token from the old one, which it should)
--   replayed  it was spent earlier: somebody holds a stolen copy, the whole session is revoked now
--   revoked   its session is revoked, ended, or its account is banned or gone
--   expired   it is too old
--   unknown   there is no such token
create or replace function auth.rotate_refresh_token(
  p_hash bytea, p_new_hash bytea, p_new_expires_at timestamptz,
  out outcome text, out session_id uuid, out user_id uuid, out amr jsonb)
language plpgsql set search_path = '' as $$
declare
  v_token auth.refresh_tokens;
  v_session auth.sessions;
begin
  -- the session row is the lock of its family
  select s.* into v_session
  from auth.sessions s
  where s.id = (select t.session_id from auth.refresh_tokens t where t.token_hash = p_hash)
  for update;
  select t.* into v_token from auth.refresh_tokens t where t.token_hash = p_hash;
  if v_token.id is null or v_session.id is null then
    outcome := 'unknown';
    return;
  end if;
  session_id := v_session.id;
  user_id := v_session.user_id;
  amr := v_session.amr;
  outcome := case
    when v_session.revoked_at is not null or v_session.not_after <= clock_timestamp() or not exists (
      select from auth.users u
      where u.id = v_session.user_id and u.deleted_at is null and coalesce(u.banned_until <= clock_timestamp(), true)) then 'revoked'
    when v_token.used_at < clock_timestamp() - interval '10 seconds' then 'replayed'
    when v_token.used_at is not null then 'reused'
    when v_token.expires_at <= clock_timestamp() then 'expired'
    else 'rotated' end;
  if outcome = 'replayed' then
    update auth.sessions s set revoked_at = clock_timestamp(), revoke_reason = 'token_reuse' where s.id = v_session.id;
  elsif outcome in ('rotated', 'reused') then
    update auth.refresh_tokens t set used_at = clock_timestamp() where t.id = v_token.id and t.used_at is null;
    update auth.sessions s set refreshed_at = clock_timestamp() where s.id = v_session.id;
    insert into auth.refresh_tokens (session_id, parent_id, token_hash, expires_at)
    values (v_session.id, v_token.id, p_new_hash, p_new_expires_at)
    on conflict (token_hash) do nothing;
  end if;
end $$;

grant execute on function auth.rotate_refresh_token(bytea, bytea, timestamptz) to gateway_auth;

-- A session with its first refresh token; also notes the sign-in. p_amr: [{method, timestamp}]. An account that has p_limit sessions
-- loses the one that rested longest.
drop function if exists auth.open_session(uuid, bytea, timestamptz, jsonb, text, inet);
create or replace function auth.open_session(
  p_user_id uuid, p_token_hash bytea, p_expires_at timestamptz, p_amr jsonb default '[]',
  p_user_agent text default null, p_ip inet default null, p_not_after timestamptz default null, p_limit int default null)
returns uuid
language plpgsql set search_path = '' as $$
declare
  v_session_id uuid;
begin
  -- the account's row keeps two sign-ins at once from both counting the same sessions
  update auth.users u set last_sign_in_at = now() where u.id = p_user_id;
  with surplus as (
    select s.id
    from auth.sessions s
    where s.user_id = p_user_id and s.revoked_at is null
    order by coalesce(s.refreshed_at, s.created_at) desc
    offset greatest(p_limit - 1, 0)
  )
  update auth.sessions s
  set revoked_at = now(), revoke_reason = 'sign_out'
  from surplus
  where s.id = surplus.id and p_limit is not null;
  insert into auth.sessions (user_id, amr, user_agent, ip, not_after)
  values (p_user_id, p_amr, left(p_user_agent, 512), p_ip, p_not_after)
  returning id into v_session_id;
  insert into auth.refresh_tokens (session_id, token_hash, expires_at) values (v_session_id, p_token_hash, p_expires_at);
  return v_session_id;
end $$;

grant execute on function auth.open_session(uuid, bytea, timestamptz, jsonb, text, inet, timestamptz, int) to gateway_auth;

-- A session with its first refresh token; also notes the sign-in. p_amr: [{method, timestamp}].
create or replace function auth.open_session(
  p_user_id uuid, p_token_hash bytea, p_expires_at timestamptz, p_amr jsonb default '[]',
  p_user_agent text default null, p_ip inet default null)
returns uuid
language plpgsql set search_path = '' as $$
declare
  v_session_id uuid;
begin
  insert into auth.sessions (user_id, amr, user_agent, ip) values (p_user_id, p_amr, left(p_user_agent, 512), p_ip)
  returning id into v_session_id;
  insert into auth.refresh_tokens (session_id, token_hash, expires_at) values (v_session_id, p_token_hash, p_expires_at);
  update auth.users u set last_sign_in_at = now() where u.id = p_user_id;
  return v_session_id;
end $$;

grant execute on function auth.open_session(uuid, bytea, timestamptz, jsonb, text, inet) to gateway_auth;

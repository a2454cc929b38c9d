-- Whether a session still counts: for acts that a stolen access token must not do until it expires.
create or replace function auth.session_is_live(p_session_id uuid) returns boolean
language sql stable set search_path = '' as $$
  select exists (
    select from auth.sessions s
    join auth.users u on u.id = s.user_id
    where s.id = p_session_id and s.revoked_at is null and coalesce(s.not_after > now(), true)
      and u.deleted_at is null and coalesce(u.banned_until <= now(), true))
$$;

grant execute on function auth.session_is_live(uuid) to gateway_auth;

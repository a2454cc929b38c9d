-- Spends a one-time token of one of the kinds and returns its account and kind; no row when it is unknown, spent or expired.
-- A sign-in link also proves the e-mail address.
create or replace function auth.spend_one_time_token(p_hash bytea, p_kinds text[])
returns table (user_id uuid, kind text, relates_to text)
language plpgsql rows 1 set search_path = '' as $$
begin
  return query
  with spent as (
    update auth.one_time_tokens t
    set used_at = now()
    where t.token_hash = p_hash and t.kind = any (p_kinds) and t.used_at is null and t.expires_at > now()
    returning t.user_id, t.kind, t.relates_to
  ),
  confirmed as (
    update auth.users u
    set email_confirmed_at = coalesce(u.email_confirmed_at, now())
    from spent
    where u.id = spent.user_id and spent.kind in ('magiclink', 'signup', 'recovery', 'invite')
  )
  select s.user_id, s.kind, s.relates_to
  from spent s
  join auth.users u on u.id = s.user_id and u.deleted_at is null and coalesce(u.banned_until <= now(), true);
end $$;

grant execute on function auth.spend_one_time_token(bytea, text[]) to gateway_auth;

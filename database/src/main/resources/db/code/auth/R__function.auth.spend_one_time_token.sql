-- Spends a one-time token of one of the kinds and returns its account, kind and flow; no row when it is unknown, spent or expired.
-- Whoever has the token has the mailbox it was sent to, which proves the address; a change of address is made here.
drop function if exists auth.spend_one_time_token(bytea, text[]);
create function auth.spend_one_time_token(p_hash bytea, p_kinds text[])
returns table (user_id uuid, kind text, relates_to text, flow_id uuid)
language plpgsql rows 1 set search_path = '' as $$
begin
  return query
  with spent as (
    update auth.one_time_tokens t
    set used_at = now()
    where t.token_hash = p_hash and t.kind = any (p_kinds) and t.used_at is null and t.expires_at > now()
    returning t.user_id, t.kind, t.relates_to, t.flow_id
  ),
  proven as (
    update auth.users u
    set email = case when spent.kind = 'email_change' then spent.relates_to else u.email end,
      new_email = case when spent.kind = 'email_change' then null else u.new_email end,
      email_confirmed_at = coalesce(u.email_confirmed_at, now()),
      email_proven_at = now()
    from spent
    where u.id = spent.user_id
  ),
  renamed as (
    update auth.identities i
    set email = spent.relates_to, identity_data = i.identity_data || jsonb_build_object('email', spent.relates_to)
    from spent
    where i.user_id = spent.user_id and i.provider = 'email' and spent.kind = 'email_change'
  )
  select s.user_id, s.kind, s.relates_to, s.flow_id
  from spent s
  join auth.users u on u.id = s.user_id and u.deleted_at is null and coalesce(u.banned_until <= now(), true);
end $$;

grant execute on function auth.spend_one_time_token(bytea, text[]) to gateway_auth;

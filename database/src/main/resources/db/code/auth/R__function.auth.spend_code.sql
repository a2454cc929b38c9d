-- Spends the one-time token whose short code this is, as auth.spend_one_time_token does. Every try counts against all codes that are
-- waiting for this address, and a code that was tried five times is worth nothing.
create or replace function auth.spend_code(p_email text, p_code_hash bytea, p_kinds text[])
returns table (user_id uuid, kind text, relates_to text, flow_id uuid)
language plpgsql rows 1 set search_path = '' as $$
declare
  v_hash bytea;
begin
  with tried as (
    update auth.one_time_tokens t
    set attempts = t.attempts + 1
    from auth.users u
    where u.id = t.user_id and coalesce(t.relates_to, u.email) = p_email and t.kind = any (p_kinds)
      and t.code_hash is not null and t.attempts < 5 and t.used_at is null and t.expires_at > now()
    returning t.token_hash, t.code_hash
  )
  select t.token_hash into v_hash from tried t where t.code_hash = p_code_hash limit 1;
  return query select s.user_id, s.kind, s.relates_to, s.flow_id from auth.spend_one_time_token(v_hash, p_kinds) s;
end $$;

grant execute on function auth.spend_code(text, bytea, text[]) to gateway_auth;

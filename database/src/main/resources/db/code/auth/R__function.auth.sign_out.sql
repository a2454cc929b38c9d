-- Revokes sessions of the account that a session belongs to: local (this one), others (all but this one), global (all).
-- Returns how many were live.
create or replace function auth.sign_out(p_session_id uuid, p_scope text default 'global') returns int
language plpgsql set search_path = '' as $$
declare
  v_count int;
begin
  if p_scope is null or p_scope not in ('global', 'local', 'others') then
    raise exception 'unknown scope "%"', coalesce(p_scope, '') using
      errcode = '22023', hint = 'bad_scope: use global, local or others';
  end if;
  update auth.sessions s
  set revoked_at = now(), revoke_reason = 'sign_out'
  where s.user_id = (select mine.user_id from auth.sessions mine where mine.id = p_session_id)
    and s.revoked_at is null
    and case p_scope when 'local' then s.id = p_session_id when 'others' then s.id <> p_session_id else true end;
  get diagnostics v_count = row_count;
  return v_count;
end $$;

grant execute on function auth.sign_out(uuid, text) to gateway_auth;

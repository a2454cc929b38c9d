-- Puts a new signing key in the place of the active one, which still verifies until p_retires_at; keys whose time is over are retired.
-- With p_replaced nothing happens unless that key is the active one, so two processes do not rotate twice. Returns whether it was done.
create or replace function auth.rotate_signing_key(
  p_kid text, p_public_jwk jsonb, p_sealed_key bytea, p_sealed_by text, p_retires_at timestamptz, p_replaced text default null)
returns boolean
language plpgsql set search_path = '' as $$
declare
  v_active text;
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('auth.signing_keys', 0));
  select k.kid into v_active from auth.signing_keys k where k.status = 'active' for update;
  if v_active is distinct from p_replaced then
    return false;
  end if;
  update auth.signing_keys k
  set status = 'retiring', sealed_key = null, sealed_by = null, retires_at = p_retires_at
  where k.kid = v_active;
  update auth.signing_keys k
  set status = 'retired', retired_at = now()
  where k.status = 'retiring' and k.retires_at <= now();
  insert into auth.signing_keys (kid, alg, public_jwk, sealed_key, sealed_by)
  values (p_kid, 'ES256', p_public_jwk, p_sealed_key, p_sealed_by);
  return true;
end $$;

grant execute on function auth.rotate_signing_key(text, jsonb, bytea, text, timestamptz, text) to gateway_auth;

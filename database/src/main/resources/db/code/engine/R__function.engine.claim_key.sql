-- Claims the request's Idempotency-Key for a caller. NULL without a key, and for the first request of a key, which then keeps what came of
-- it; else what was kept. A repeat waits for a first one that is under way. The same key for another request is refused.
create or replace function engine.claim_key(p_caller uuid, p_scope text, p_hash bytea) returns engine.idempotency
language plpgsql set search_path = '' as $$
declare
  v_key text := engine.request_key();
  v_earlier engine.idempotency;
begin
  if v_key is null or p_caller is null then
    return null;
  end if;
  if length(v_key) > 200 then
    raise exception 'an idempotency key has 1 to 200 characters' using errcode = '22023', hint = 'bad_idempotency_key: a UUID will do';
  end if;
  delete from engine.idempotency i where i.caller = p_caller and i.created_at < now() - interval '7 days';
  insert into engine.idempotency (caller, scope, key, request_hash) values (p_caller, p_scope, v_key, p_hash)
  on conflict do nothing;
  if found then
    return null;
  end if;
  select * into v_earlier from engine.idempotency i where i.caller = p_caller and i.scope = p_scope and i.key = v_key;
  if v_earlier.request_hash <> p_hash then
    raise exception 'idempotency key "%" was used for another request', v_key using
      errcode = '22023', hint = 'idempotency_mismatch: repeat the same request, or use a new key',
      detail = jsonb_build_object('id', v_earlier.result)::text;
  end if;
  return v_earlier;
end $$;

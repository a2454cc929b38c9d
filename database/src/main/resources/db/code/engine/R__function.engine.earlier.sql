-- What the caller's earlier request with the same Idempotency-Key made; NULL without a key or for the first such request, which then says
-- by engine.made what it made. NULL also inside a call whose whole answer is kept: it may make several things under its one key.
create or replace function engine.earlier(p_caller uuid, p_scope text, p_request jsonb) returns uuid
language sql set search_path = '' as $$
  select case
    when exists (
      -- without an answer it is of this transaction
      select from engine.idempotency i
      where i.caller = p_caller and i.key = engine.request_key() and i.scope like '/rpc/%' and i.answer is null) then null
    else (engine.claim_key(p_caller, p_scope, sha256(convert_to(p_request::text, 'UTF8')))).result
  end
$$;

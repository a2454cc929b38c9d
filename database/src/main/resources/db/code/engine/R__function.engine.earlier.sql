-- What the caller's earlier request with the same Idempotency-Key made; NULL without a key or for the first such request, which then says
-- by engine.made what it made.
create or replace function engine.earlier(p_caller uuid, p_scope text, p_request jsonb) returns uuid
language sql set search_path = '' as $$
  select (engine.claim_key(p_caller, p_scope, sha256(convert_to(p_request::text, 'UTF8')))).result
$$;

-- What the caller was answered to the same call with the same Idempotency-Key; NULL without a key or for the first such call, after which
-- lensers.keep_answer keeps its answer. The data API asks both in the transaction of the call.
create or replace function lensers.earlier_answer(p_function text, p_request text) returns jsonb
language sql security definer set search_path = '' as $$
  select (engine.claim_key(lensers.require_lenser(), '/rpc/' || left(p_function, 80), sha256(convert_to(p_request, 'UTF8')))).answer
$$;

grant execute on function lensers.earlier_answer to authenticated;

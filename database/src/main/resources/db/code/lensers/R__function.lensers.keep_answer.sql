-- Keeps what the caller was answered under an Idempotency-Key that lensers.earlier_answer claimed in this transaction, once.
create or replace function lensers.keep_answer(p_function text, p_answer jsonb) returns void
language sql security definer set search_path = '' as $$
  update engine.idempotency i
  set answer = p_answer
  where i.caller = lensers.require_lenser() and i.scope = '/rpc/' || left(p_function, 80) and i.key = engine.request_key() and i.answer is null
$$;

grant execute on function lensers.keep_answer to authenticated;

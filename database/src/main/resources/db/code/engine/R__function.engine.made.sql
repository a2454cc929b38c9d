-- Keeps what the request with an Idempotency-Key made, for engine.earlier.
create or replace function engine.made(p_caller uuid, p_scope text, p_result uuid) returns uuid
language plpgsql set search_path = '' as $$
begin
  update engine.idempotency i
  set result = p_result
  where i.caller = p_caller and i.scope = p_scope and i.key = engine.request_key();
  return p_result;
end $$;

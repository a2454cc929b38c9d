-- The run that the caller already started under an idempotency key; NULL when there is none. The same key for another request is refused.
create or replace function lenses.earlier_run(p_me uuid, p_workflow_id uuid, p_key text, p_hash bytea) returns uuid
language plpgsql set search_path = '' as $$
declare
  v_run record;
begin
  if length(p_key) not between 1 and 200 then
    raise exception 'an idempotency key has 1 to 200 characters' using errcode = '22023', hint = 'bad_idempotency_key: a UUID will do';
  end if;
  select r.id, r.request_hash into v_run
  from lenses.workflow_runs r
  where r.triggered_by = p_me and r.workflow_id = p_workflow_id and r.idempotency_key = p_key;
  if v_run.request_hash <> p_hash then
    raise exception 'idempotency key "%" was used for another request', p_key using
      errcode = '22023', hint = 'idempotency_mismatch: repeat the same request, or use a new key', detail = jsonb_build_object('run_id', v_run.id)::text;
  end if;
  return v_run.id;
end $$;

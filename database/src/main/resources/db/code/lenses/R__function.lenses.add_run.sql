-- Puts a run into the engine's queue. NULL when a concurrent request with the same idempotency key was first.
create or replace function lenses.add_run(p_workflow_id uuid, p_version_id uuid, p_me uuid, p_inputs jsonb, p_model_id uuid,
  p_mode text default 'manual', p_metadata jsonb default '{}', p_key text default null, p_hash bytea default null) returns uuid
language plpgsql set search_path = '' as $$
declare
  v_run_id uuid;
begin
  with made as (
    insert into lenses.workflow_runs (workflow_id, workflow_version_id, triggered_by, trigger_mode, context_inputs, global_model_id,
      metadata, idempotency_key, request_hash)
    values (p_workflow_id, p_version_id, p_me, p_mode, p_inputs, p_model_id, p_metadata, p_key, p_hash)
    on conflict (triggered_by, workflow_id, idempotency_key) where idempotency_key is not null do nothing
    returning id
  )
  insert into engine.run_queue (run_id)
  select m.id from made m
  returning run_id into v_run_id;
  return v_run_id;
end $$;

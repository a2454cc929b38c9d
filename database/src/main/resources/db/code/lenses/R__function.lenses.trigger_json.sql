-- A trigger as the RPCs return it; sealed secrets are left out.
create or replace function lenses.trigger_json(p_trigger lenses.workflow_triggers) returns jsonb
language sql stable set search_path = '' as $$
  select to_jsonb(p_trigger) - array['secret_ciphertext', 'secret_wrapped_dek', 'previous_ciphertext', 'previous_wrapped_dek', 'kek_id', 'previous_kek_id']
$$;

-- Stores a sealed secret of the caller's own webhook; the one before it stays good until the next rotation. The webhook's id.
create or replace function lenses.set_webhook_secret(p_workflow_id uuid, p_ciphertext bytea, p_wrapped_dek bytea, p_kek_id text, p_hint text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
  v_trigger lenses.workflow_triggers := lenses.own_trigger(p_workflow_id);
begin
  update lenses.workflow_triggers t
  set previous_ciphertext = t.secret_ciphertext, previous_wrapped_dek = t.secret_wrapped_dek, previous_kek_id = t.kek_id, secret_ciphertext = p_ciphertext,
    secret_wrapped_dek = p_wrapped_dek, kek_id = p_kek_id, secret_hint = left(p_hint, 8), rotated_at = now(), is_active = true
  where t.id = v_trigger.id;
  perform audit.append(v_me, 'webhook.rotated', 'workflow', p_workflow_id);
  return v_trigger.id;
end $$;

grant execute on function lenses.set_webhook_secret to authenticated;

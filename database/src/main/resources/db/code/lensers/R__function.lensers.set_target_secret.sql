-- Stores a sealed secret of the caller's own webhook target; messages are signed with it and with the one before it until the next rotation.
create or replace function lensers.set_target_secret(p_target_id uuid, p_ciphertext bytea, p_wrapped_dek bytea, p_kek_id text, p_hint text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_target lensers.notification_targets := lensers.require_target(p_target_id);
begin
  if v_target.kind <> 'webhook' then
    raise exception 'letters are not signed' using errcode = '22023', hint = 'bad_target: only webhooks have secrets';
  end if;
  update lensers.notification_targets t
  set previous_ciphertext = t.secret_ciphertext, previous_wrapped_dek = t.secret_wrapped_dek, previous_kek_id = t.kek_id, secret_ciphertext = p_ciphertext,
    secret_wrapped_dek = p_wrapped_dek, kek_id = p_kek_id, secret_hint = left(p_hint, 8), rotated_at = now()
  where t.id = p_target_id;
  perform audit.append(v_target.lenser_id, 'notification_target.rotated', 'notification_target', p_target_id);
  return p_target_id;
end $$;

grant execute on function lensers.set_target_secret to authenticated;

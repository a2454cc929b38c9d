-- Puts a new secret, sealed by the server, in the place of the one that a key had. The old one is gone. Returns the new version.
create or replace function ai.replace_key(p_id uuid, p_key_version int, p_ciphertext bytea, p_wrapped_dek bytea, p_kek_id text, p_key_suffix text)
returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
begin
  perform ai.require_key(p_id);
  update ai.keys k
  set ciphertext = p_ciphertext, wrapped_dek = p_wrapped_dek, kek_id = p_kek_id, key_suffix = p_key_suffix, key_version = p_key_version
  where k.id = p_id and k.status = 'active' and k.key_version = p_key_version - 1;
  if not found then
    raise exception 'key % was changed at the same moment', p_id using errcode = '40001', hint = 'key_changed: look at it again and repeat';
  end if;
  insert into ai.key_usage_log (key_id, purpose) values (p_id, 'rotation');
  perform audit.append(v_me, 'key.rotated', 'key', p_id, jsonb_build_object('key_version', p_key_version));
  return p_key_version;
end $$;

grant execute on function ai.replace_key to authenticated;

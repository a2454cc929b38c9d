-- Stores a key that the server has sealed under an id that it chose (the id is part of what is sealed). The key's id.
create or replace function ai.add_key(p_id uuid, p_provider_id uuid, p_label text, p_ciphertext bytea, p_wrapped_dek bytea, p_kek_id text,
  p_key_suffix text, p_ai_lenser_id uuid default null, p_expires_at timestamptz default null, p_spending_cap_credits bigint default null) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
begin
  if p_ai_lenser_id is not null then
    perform agents.require_managed(p_ai_lenser_id);
  end if;
  if not exists (select from ai.providers p where p.id = p_provider_id and p.is_active) then
    raise exception 'provider % was not found', p_provider_id using errcode = 'P0002', hint = 'provider_not_found: choose one of fn_ai_catalog_providers';
  end if;
  if (select count(*) from ai.keys k where k.lenser_id = v_me and k.status = 'active') >= 50 then
    raise exception 'you have 50 active keys' using errcode = '54000', hint = 'too_many_keys: revoke one first';
  end if;
  if p_expires_at <= now() or p_spending_cap_credits < 0 or char_length(p_label) > 120 then
    raise exception 'a key expires later than now, its cap is not negative, and its label has at most 120 characters' using
      errcode = '22023', hint = 'bad_value: correct the expiry, cap or label';
  end if;
  insert into ai.keys (id, lenser_id, ai_lenser_id, provider_id, label, ciphertext, wrapped_dek, kek_id, key_suffix, expires_at, spending_cap_credits)
  values (p_id, v_me, p_ai_lenser_id, p_provider_id, p_label, p_ciphertext, p_wrapped_dek, p_kek_id, p_key_suffix, p_expires_at, p_spending_cap_credits);
  perform audit.append(v_me, 'key.added', 'key', p_id, jsonb_build_object('provider_id', p_provider_id, 'ai_lenser_id', p_ai_lenser_id));
  return p_id;
end $$;

grant execute on function ai.add_key to authenticated;

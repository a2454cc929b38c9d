-- Makes a key useless, at once and for good.
create or replace function public.fn_revoke_api_key(p_key_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
  v_key record;
begin
  select k.id, k.status into v_key from ai.keys k where k.id = p_key_id and k.lenser_id = v_me for update;
  if v_key.id is null then
    raise exception 'key % was not found', p_key_id using errcode = 'P0002', hint = 'key_not_found: check the id (fn_get_my_api_keys)';
  end if;
  if v_key.status = 'revoked' then
    raise exception 'key % was revoked already', p_key_id using errcode = '55000', hint = 'key_revoked: nothing is left to do';
  end if;
  -- without its data key the rest is noise, in copies of the table made from now on as well
  update ai.keys k set status = 'revoked', revoked_at = now(), wrapped_dek = decode(repeat('00', 29), 'hex'), ciphertext = decode(repeat('00', 29), 'hex')
  where k.id = p_key_id;
  perform audit.append(v_me, 'key.revoked', 'key', p_key_id);
end $$;

grant execute on function public.fn_revoke_api_key to authenticated;

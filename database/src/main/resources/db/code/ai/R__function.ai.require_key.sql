-- The caller's own key while it can be used, or the error that says why not. Nothing of what is sealed.
create or replace function ai.require_key(p_id uuid)
returns table (lenser_id uuid, provider_id uuid, provider_key text, key_version int)
language plpgsql stable security definer rows 1 set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
  v_key record;
begin
  select k.lenser_id, k.provider_id, p.key as provider_key, k.key_version,
    case when k.status = 'active' and k.expires_at <= now() then 'expired' else k.status end as status into v_key
  from ai.keys k join ai.providers p on p.id = k.provider_id
  where k.id = p_id and k.lenser_id = v_me;
  if v_key.lenser_id is null then
    raise exception 'key % was not found', p_id using errcode = 'P0002', hint = 'key_not_found: check the id (fn_get_my_api_keys)';
  end if;
  if v_key.status <> 'active' then
    raise exception 'key % is %', p_id, v_key.status using
      errcode = '55000', hint = 'key_' || v_key.status || ': add a new key';
  end if;
  return query select v_key.lenser_id, v_key.provider_id, v_key.provider_key, v_key.key_version;
end $$;

grant execute on function ai.require_key to authenticated;

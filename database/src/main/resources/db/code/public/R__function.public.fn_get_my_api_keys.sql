-- The caller's keys at model providers, newest first. What a key is, nothing of SQL knows.
create or replace function public.fn_get_my_api_keys()
returns table (id uuid, lenser_id uuid, provider_id uuid, provider_key text, provider_name text, label text, key_suffix text, is_active boolean,
  created_at timestamptz, revoked_at timestamptz, status text, expires_at timestamptz, spending_cap_credits bigint, spent_credits numeric, last_used_at timestamptz)
language sql stable rows 10 set search_path = '' as $$
  select k.id, k.lenser_id, k.provider_id, p.key, p.display_name, k.label, k.key_suffix,
    k.status = 'active' and (k.expires_at is null or k.expires_at > now()), k.created_at, k.revoked_at, k.status, k.expires_at,
    k.spending_cap_credits, k.spent_credits, k.last_used_at
  from ai.keys k
  join ai.providers p on p.id = k.provider_id
  where k.lenser_id = (select lensers.get_auth_lenser_id())
  order by k.created_at desc, k.id desc
  limit 200
$$;

grant execute on function public.fn_get_my_api_keys to authenticated;

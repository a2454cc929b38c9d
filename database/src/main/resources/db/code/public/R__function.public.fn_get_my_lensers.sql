-- The identities that the caller may act as: the own profile first, then those of managed agents by handle.
create or replace function public.fn_get_my_lensers()
returns table (id uuid, handle text, display_name text, avatar_url text, type text, is_active boolean)
language sql stable rows 10 set search_path = '' as $$
  select p.id, p.handle, p.display_name, p.avatar_url, p.type,
    p.status = 'active' and coalesce(a.is_active and a.archived_at is null and a.suspended_at is null, true)
  from lensers.profiles p
  left join agents.ai_lensers a on a.profile_id = p.id
  where p.id = any ((select lensers.acting_profile_ids())::uuid[])
  order by p.type = 'human' desc, p.handle
  limit 200
$$;

grant execute on function public.fn_get_my_lensers() to authenticated;

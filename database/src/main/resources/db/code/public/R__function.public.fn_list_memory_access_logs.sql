-- Who used a memory, newest first.
create or replace function public.fn_list_memory_access_logs(p_memory_id uuid, p_limit int default 50) returns setof jsonb
language sql stable rows 20 set search_path = '' as $$
  select to_jsonb(l) || jsonb_build_object('actor', lensers.profile_card(l.actor_lenser_id))
  from agents.memory_access_logs l
  where l.memory_id = p_memory_id
  order by l.accessed_at desc, l.id desc
  limit agents.list_size(p_limit, 50)
$$;

grant execute on function public.fn_list_memory_access_logs to authenticated;

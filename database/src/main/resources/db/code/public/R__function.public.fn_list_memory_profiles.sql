-- The memory profiles of an agent, the default first, with what they hold.
create or replace function public.fn_list_memory_profiles(p_ai_lenser_id uuid) returns setof jsonb
language sql stable rows 10 set search_path = '' as $$
  select to_jsonb(p) || jsonb_build_object('entry_count', (select count(*) from agents.memories m where m.profile_id = p.id and not m.is_redacted))
  from agents.memory_profiles p
  where p.ai_lenser_id = p_ai_lenser_id
  order by p.is_default desc, p.name
  limit 200
$$;

grant execute on function public.fn_list_memory_profiles to authenticated;

-- The tool profiles of an agent, the default first.
create or replace function public.fn_list_tool_profiles(p_ai_lenser_id uuid) returns setof jsonb
language sql stable rows 10 set search_path = '' as $$
  select to_jsonb(p) from agents.tool_profiles p where p.ai_lenser_id = p_ai_lenser_id order by p.is_default desc, p.name limit 200
$$;

grant execute on function public.fn_list_tool_profiles to authenticated;

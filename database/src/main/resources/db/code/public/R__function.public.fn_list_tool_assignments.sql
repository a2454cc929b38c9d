-- Which tools an agent was given, by key.
create or replace function public.fn_list_tool_assignments(p_ai_lenser_id uuid) returns setof jsonb
language sql stable rows 20 set search_path = '' as $$
  select to_jsonb(a) || jsonb_build_object('tool_key', t.key, 'tool_name', t.name, 'egress_class', t.egress_class)
  from agents.tool_assignments a
  join agents.tools_registry t on t.id = a.tool_id
  where a.ai_lenser_id = p_ai_lenser_id
  order by t.key, a.id
  limit 200
$$;

grant execute on function public.fn_list_tool_assignments to authenticated;

-- The types that a parameter can have, in the order in which forms offer them.
create or replace function public.fn_list_tools(p_category text default null) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(to_jsonb(t) order by t.sort_order, t.key), '[]')
  from lenses.tools t
  where p_category is null or t.category = p_category
$$;

grant execute on function public.fn_list_tools(text) to anon, authenticated;

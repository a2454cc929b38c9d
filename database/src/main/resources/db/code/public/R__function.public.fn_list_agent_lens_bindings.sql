-- The lenses that are bound to an agent, newest first.
create or replace function public.fn_list_agent_lens_bindings(p_ai_lenser_id uuid, p_limit int default 50, p_offset int default 0)
returns table (id uuid, ai_lenser_id uuid, lens_id uuid, version_id uuid, is_default boolean, category_tags text[], created_at timestamptz)
language sql stable rows 20 set search_path = '' as $$
  select b.id, b.ai_lenser_id, b.lens_id, b.version_id, b.is_default, b.category_tags, b.created_at
  from agents.lens_bindings b
  where b.ai_lenser_id = p_ai_lenser_id
  order by b.created_at desc, b.id desc
  limit agents.list_size(p_limit, 50) offset greatest(coalesce(p_offset, 0), 0)
$$;

grant execute on function public.fn_list_agent_lens_bindings to authenticated;

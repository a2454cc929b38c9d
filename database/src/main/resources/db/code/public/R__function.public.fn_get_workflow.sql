-- One workflow by id, handle/slug or slug; NULL when there is none to see.
create or replace function public.fn_get_workflow(p_ref text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select lenses.workflow_json(w) from lenses.find_workflow(p_ref) w where w.id is not null
$$;

grant execute on function public.fn_get_workflow(text) to anon, authenticated;

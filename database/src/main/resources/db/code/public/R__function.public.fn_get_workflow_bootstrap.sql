-- All that an editor needs to open a workflow, in one call; no row when there is none to see.
create or replace function public.fn_get_workflow_bootstrap(p_workflow_id uuid) returns table (workflow jsonb, nodes jsonb, edges jsonb)
language sql stable security definer set search_path = '' as $$
  select lenses.workflow_json(w),
    (select coalesce(jsonb_agg(to_jsonb(n) order by n.ordinal, n.id), '[]') from public.fn_get_workflow_nodes(w.id) n),
    (select coalesce(jsonb_agg(to_jsonb(e) order by e.ordinal, e.id), '[]') from public.fn_get_workflow_edges(w.id) e)
  from lenses.workflows w
  where w.id = p_workflow_id and lenses.can_read_workflow(w)
$$;

grant execute on function public.fn_get_workflow_bootstrap(uuid) to anon, authenticated;

-- The edges of a workflow: for the author as they are being edited, for others as published.
create or replace function public.fn_get_workflow_edges(p_workflow_id uuid)
returns table (id uuid, workflow_id uuid, source_node_id uuid, target_node_id uuid, source_output_key text, target_param_label text,
  merge_strategy text, condition jsonb, ordinal int)
language sql stable security definer set search_path = '' as $$
  select e.id, e.workflow_id, e.source_node_id, e.target_node_id, e.source_output_key, e.target_param_label, e.merge_strategy,
    e.condition, e.ordinal
  from lenses.readable_edges(p_workflow_id) e
  order by e.ordinal, e.id
$$;

grant execute on function public.fn_get_workflow_edges(uuid) to anon, authenticated;

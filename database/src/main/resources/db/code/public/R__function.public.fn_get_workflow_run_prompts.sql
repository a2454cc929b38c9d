-- What the models of a run were asked, attempt by attempt in the order of the graph: each part with the layer that it comes from.
create or replace function public.fn_get_workflow_run_prompts(p_run_id uuid, p_node_id uuid default null)
returns table (node_id uuid, label text, attempt int, model text, parts jsonb)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform lenses.require_run(p_run_id);
  return query
    select n.node_id, v.node_labels[array_position(v.node_ids, n.node_id)], (p.prompt ->> 'attempt')::int, p.prompt ->> 'model', p.prompt -> 'parts'
    from lenses.workflow_runs r
    join lenses.workflow_versions v on v.id = r.workflow_version_id
    join lenses.workflow_node_results n on n.run_id = r.id and (p_node_id is null or n.node_id = p_node_id)
    cross join lateral jsonb_array_elements(coalesce(n.prompt -> 'earlier', '[]') || jsonb_build_array(n.prompt - 'earlier'))
      with ordinality p (prompt, at)
    where r.id = p_run_id and n.prompt is not null
    order by array_position(v.node_ids, n.node_id), n.iteration, p.at;
end $$;

grant execute on function public.fn_get_workflow_run_prompts to authenticated;

-- How the nodes of a run stand, whole, in the order of the graph. execution_run_id is the child run of a node that started one.
create or replace function public.fn_get_workflow_node_results(p_run_id uuid)
returns table (id uuid, run_id uuid, node_id uuid, execution_run_id uuid, status text, output_data jsonb, error_message text,
  started_at timestamptz, completed_at timestamptz, iteration int, label text, waiting_reason text, retry_count int, duration_ms bigint,
  ttfb_ms bigint, resolved_input jsonb, error jsonb, input_tokens bigint, output_tokens bigint, cost_credits numeric, provider_route jsonb,
  resolved_lens_version_id uuid)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform lenses.require_run(p_run_id);
  return query
    -- the row's key is (run, node, iteration); clients that want one id get it made from these
    select md5(n.run_id || '/' || n.node_id || '/' || n.iteration)::uuid, n.run_id, n.node_id,
      (select c.id from lenses.workflow_runs c where c.parent_run_id = n.run_id and c.parent_node_id = n.node_id order by c.id desc limit 1),
      n.status::text, n.output_data, n.error_message, n.started_at, n.completed_at, n.iteration,
      v.node_labels[array_position(v.node_ids, n.node_id)], n.waiting_reason::text, n.retry_count, n.duration_ms, n.ttfb_ms, n.resolved_input,
      n.error, n.input_tokens, n.output_tokens, n.cost_credits, n.provider_route, n.resolved_lens_version_id
    from lenses.workflow_runs r
    join lenses.workflow_versions v on v.id = r.workflow_version_id
    join lenses.workflow_node_results n on n.run_id = r.id
    where r.id = p_run_id
    order by array_position(v.node_ids, n.node_id), n.iteration;
end $$;

grant execute on function public.fn_get_workflow_node_results(uuid) to authenticated;

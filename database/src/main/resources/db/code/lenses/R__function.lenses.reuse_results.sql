-- Copies finished results of an earlier run into a new one, free of charge, and records where they came from.
create or replace function lenses.reuse_results(p_from_run_id uuid, p_run_id uuid, p_node_ids uuid[]) returns void
language sql volatile set search_path = '' as $$
  insert into lenses.workflow_node_results (run_id, node_id, iteration, status, attempts, retry_count, duration_ms, ttfb_ms, resolved_input,
    output_data, provider_route, resolved_lens_version_id, started_at, completed_at)
  select p_run_id, n.node_id, n.iteration, n.status, n.attempts, n.retry_count, n.duration_ms, n.ttfb_ms, n.resolved_input,
    n.output_data, n.provider_route, n.resolved_lens_version_id, n.started_at, n.completed_at
  from lenses.workflow_node_results n
  where n.run_id = p_from_run_id and n.node_id = any (p_node_ids);

  insert into lenses.workflow_run_provenance (source_run_id, source_node_id, source_output_path, target_run_id, target_node_id,
    target_input_path, transform)
  select p_from_run_id, n, 'output', p_run_id, n, 'output', '{"reused": true}'
  from unnest(p_node_ids) n
$$;

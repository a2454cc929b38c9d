-- Copies finished results of an earlier run into a new one and records where they came from. The new run made no attempt and paid
-- nothing for them; the engine tells them in its first events.
create or replace function lenses.reuse_results(p_from_run_id uuid, p_run_id uuid, p_node_ids uuid[]) returns void
language sql volatile set search_path = '' as $$
  insert into lenses.workflow_node_results (run_id, node_id, iteration, status, duration_ms, ttfb_ms, resolved_input, output_data,
    resolved_lens_version_id, started_at, completed_at)
  select p_run_id, n.node_id, n.iteration, n.status, n.duration_ms, n.ttfb_ms, n.resolved_input, n.output_data,
    n.resolved_lens_version_id, n.started_at, n.completed_at
  from lenses.workflow_node_results n
  where n.run_id = p_from_run_id and n.node_id = any (p_node_ids);

  insert into lenses.workflow_run_provenance (source_run_id, source_node_id, source_output_path, target_run_id, target_node_id,
    target_input_path, transform)
  select p_from_run_id, n, 'output', p_run_id, n, 'output', '{"reused": true}'
  from unnest(p_node_ids) n
$$;

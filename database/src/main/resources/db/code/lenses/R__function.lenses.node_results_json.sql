-- The node results of a run as a list in the order of the graph, at most 1,000. Outputs above 8 KB are left out, and so are those after
-- the first 24 KB of all together, so that 200 nodes fit into 100 KB: output_cut is then true and output_path says where the whole
-- output is. Fields without a value are left out, too, and what was
-- used where nothing was.
create or replace function lenses.node_results_json(p_run_id uuid, p_node_ids uuid[], p_node_labels text[]) returns jsonb
language sql stable set search_path = '' as $$
  with result as (
    select n.*, g.at, o.size
    from unnest(p_node_ids) with ordinality g (id, at)
    join lenses.workflow_node_results n on n.run_id = p_run_id and n.node_id = g.id
    -- the stored size is a lower bound and free; only what passes it is unpacked and measured
    cross join lateral (
      select case when pg_column_size(n.output_data) > 8192 then null else octet_length(n.output_data::text) end as size
    ) o
    order by g.at, n.iteration
    limit 1000
  ), budgeted as (
    select r.*, r.output_data is not null and (coalesce(r.size, 8193) > 8192
      or sum(case when r.size <= 8192 then r.size else 0 end) over (order by r.at, r.iteration) > 24576) as cut
    from result r
  )
  select coalesce(jsonb_agg(
    jsonb_strip_nulls(jsonb_build_object(
      'node_id', b.node_id, 'label', p_node_labels[b.at], 'iteration', b.iteration, 'status', b.status, 'waiting_reason', b.waiting_reason,
      'retry_count', b.retry_count, 'duration_ms', b.duration_ms, 'ttfb_ms', b.ttfb_ms, 'started_at', b.started_at,
      'completed_at', b.completed_at, 'error_message', b.error_message, 'input_tokens', nullif(b.input_tokens, 0),
      'output_tokens', nullif(b.output_tokens, 0), 'cost_credits', nullif(b.cost_credits, 0), 'resolved_lens_version_id', b.resolved_lens_version_id, 'output_cut', b.cut,
      'output_path', case when b.cut then format('/rest/v1/rpc/fn_get_workflow_node_results?p_run_id=%s&node_id=eq.%s', p_run_id, b.node_id)
        || case when b.iteration > 0 then '&iteration=eq.' || b.iteration else '' end end))
    || case when b.provider_route is null then '{}' else jsonb_build_object('provider_route', b.provider_route) end
    || case when b.output_data is null or b.cut then '{}' else jsonb_build_object('output_data', b.output_data) end
    order by b.at, b.iteration), '[]')
  from budgeted b
$$;

-- How a run stands, in one round trip. node_results leave out long outputs and say where they are (lenses.node_results_json).
create or replace function public.fn_get_workflow_run_state(p_run_id uuid)
returns table (run_id uuid, workflow_id uuid, status text, active_node_id uuid, pending_count int, waiting_count int, in_flight_count int,
  executed_count int, failed_count int, is_running boolean, started_at timestamptz, completed_at timestamptz, parent_run_id uuid,
  recursion_depth int, node_results jsonb, upstream_count int, downstream_count int, last_event_id bigint, workflow_version_id uuid,
  node_count int, error jsonb, spent_credits numeric, input_tokens bigint, output_tokens bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform lenses.require_run(p_run_id);
  return query
    with counted as (
      select count(*) filter (where n.status in ('pending', 'queued'))::int as pending,
        count(*) filter (where n.status in ('awaiting_dependency', 'retrying', 'blocked'))::int as waiting,
        count(*) filter (where n.status in ('running', 'streaming'))::int as in_flight,
        count(*) filter (where n.status in ('completed', 'skipped'))::int as executed,
        count(*) filter (where n.status in ('failed', 'timed_out', 'invalidated', 'cancelled'))::int as failed,
        count(*)::int as recorded
      from lenses.workflow_node_results n
      where n.run_id = p_run_id and n.iteration = 0
    )
    select r.id, r.workflow_id, r.status::text, r.active_node_id, cardinality(v.node_ids) - c.recorded + c.pending, c.waiting, c.in_flight,
      c.executed, c.failed, r.status in ('queued', 'pending', 'running', 'streaming', 'recovered'), r.started_at, r.completed_at,
      r.parent_run_id, r.recursion_depth::int, lenses.node_results_json(r.id, v.node_ids, v.node_labels),
      (select count(*)::int from lenses.workflow_run_provenance p where p.target_run_id = r.id),
      (select count(*)::int from lenses.workflow_run_provenance p where p.source_run_id = r.id and p.source_run_id <> p.target_run_id),
      r.last_event_id::bigint, r.workflow_version_id, cardinality(v.node_ids), r.error, r.spent_credits::numeric, r.input_tokens::bigint, r.output_tokens::bigint
    from lenses.workflow_runs r
    join lenses.workflow_versions v on v.id = r.workflow_version_id
    cross join counted c
    where r.id = p_run_id;
end $$;

grant execute on function public.fn_get_workflow_run_state(uuid) to authenticated;

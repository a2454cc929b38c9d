-- fn_get_workflow_run_state under its other name.
create or replace function public.fn_workflow_get_run_state(p_run_id uuid)
returns table (run_id uuid, workflow_id uuid, status text, active_node_id uuid, pending_count int, waiting_count int, in_flight_count int,
  executed_count int, failed_count int, is_running boolean, started_at timestamptz, completed_at timestamptz, parent_run_id uuid,
  recursion_depth int, node_results jsonb, upstream_count int, downstream_count int, last_event_id bigint, workflow_version_id uuid,
  node_count int, error jsonb, spent_credits numeric, input_tokens bigint, output_tokens bigint)
language sql stable set search_path = '' as $$
  select * from public.fn_get_workflow_run_state(p_run_id)
$$;

grant execute on function public.fn_workflow_get_run_state(uuid) to authenticated;

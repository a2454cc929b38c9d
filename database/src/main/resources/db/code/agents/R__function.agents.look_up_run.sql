-- What became of a run of the agent's own; NULL for any other.
create or replace function agents.look_up_run(p_agent_id uuid, p_run_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object('run_id', r.id, 'workflow', w.title, 'status', r.status, 'started_at', r.started_at, 'completed_at', r.completed_at,
    'credits', r.spent_credits, 'nodes', (
      select coalesce(jsonb_agg(jsonb_build_object('status', n.status, 'output', left(n.output_data ->> 'output', 500)) order by n.started_at), '[]')
      from lenses.workflow_node_results n where n.run_id = r.id))
  from lenses.workflow_runs r join lenses.workflows w on w.id = r.workflow_id
  where r.id = p_run_id and r.ai_lenser_id = p_agent_id
$$;

grant execute on function agents.look_up_run to engine_worker;

-- How a child run ended, for the node that waits for it: what its output nodes put out by name or, where it has none, its last nodes.
create or replace function engine.child_result(p_run_id uuid) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce((
    with node as materialized (
      select (n.node ->> 'id')::uuid as id, coalesce(n.node #>> '{config,name}', n.node ->> 'label') as name, n.node ->> 'kind' = 'output' as is_output,
        not exists (
          select from jsonb_array_elements(v.graph -> 'edges') e where e ->> 'source_node_id' = n.node ->> 'id') as is_last, n.at
      from lenses.workflow_runs r
      join lenses.workflow_versions v on v.id = r.workflow_version_id
      cross join lateral jsonb_array_elements(v.graph -> 'nodes') with ordinality n (node, at)
      where r.id = p_run_id
    )
    select jsonb_build_object('run_id', r.id, 'status', r.status, 'error', r.error, 'results', coalesce((
      select jsonb_agg(jsonb_build_object('node_id', n.id, 'name', n.name, 'output', s.output_data) order by n.at)
      from node n
      join lenses.workflow_node_results s on s.run_id = r.id and s.node_id = n.id and s.iteration = 0 and s.status = 'completed'
      where case when exists (select from node o where o.is_output) then n.is_output else n.is_last end), '[]'))
    from lenses.workflow_runs r
    where r.id = p_run_id), '{"status": "gone"}')
$$;

grant execute on function engine.child_result to engine_worker;

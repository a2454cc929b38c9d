-- Starts the runs that nodes of other runs wait for, as their parents' starters and agents. Called in the transaction that parks the
-- parents, so a child exists if and only if its parent knows of it. A child whose version is gone is answered for at once.
create or replace function engine.start_children(p_run_ids uuid[], p_node_ids uuid[], p_version_ids uuid[], p_inputs text[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  with wanted as (
    select * from unnest(p_run_ids, p_node_ids, p_version_ids, p_inputs) w (run_id, node_id, version_id, inputs)
  ), started as (
    insert into lenses.workflow_runs (workflow_id, workflow_version_id, triggered_by, ai_lenser_id, trigger_mode, context_inputs,
      global_model_id, parent_run_id, parent_node_id, recursion_depth)
    select v.workflow_id, v.id, r.triggered_by, r.ai_lenser_id, 'subflow', w.inputs::jsonb, r.global_model_id, r.id, w.node_id,
      r.recursion_depth + 1
    from wanted w
    join lenses.workflow_runs r on r.id = w.run_id
    join lenses.workflow_versions v on v.id = w.version_id
    returning id, parent_run_id
  )
  insert into engine.run_queue (run_id, priority)
  select s.id, coalesce(q.priority, 0) from started s left join engine.run_queue q on q.run_id = s.parent_run_id;

  perform engine.signal(w.run_id, w.node_id, 'child', '{}')
  from unnest(p_run_ids, p_node_ids, p_version_ids) w (run_id, node_id, version_id)
  where not exists (select from lenses.workflow_versions v where v.id = w.version_id);
end $$;

grant execute on function engine.start_children to engine_worker;

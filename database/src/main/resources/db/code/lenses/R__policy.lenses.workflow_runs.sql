-- A run is seen by whoever started it or may act as its starter, and by those who may view its agent's logs. The author of
-- a public workflow does not see what others run it with. The engine changes only what a run's progress changes.
grant select on lenses.workflow_runs to authenticated, service_role, engine_worker;
grant update (status, active_node_id, spent_credits, input_tokens, output_tokens, last_event_id, error, metadata, started_at,
  completed_at) on lenses.workflow_runs to engine_worker;

drop policy if exists starter_read on lenses.workflow_runs;
create policy starter_read on lenses.workflow_runs for select to authenticated
  using (triggered_by = any ((select lensers.acting_profile_ids())::uuid[])
    or ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('logs:view'))::uuid[]));

drop policy if exists service_read on lenses.workflow_runs;
create policy service_read on lenses.workflow_runs for select to service_role using (true);

drop policy if exists worker on lenses.workflow_runs;
create policy worker on lenses.workflow_runs for all to engine_worker using (true) with check (true);

-- Seen with the run; written by the engine.
grant select on lenses.workflow_node_results to authenticated, service_role;
grant select, insert, update on lenses.workflow_node_results to engine_worker;

drop policy if exists run_read on lenses.workflow_node_results;
create policy run_read on lenses.workflow_node_results for select to authenticated
  using (exists (select from lenses.workflow_runs r where r.id = run_id));

drop policy if exists service_read on lenses.workflow_node_results;
create policy service_read on lenses.workflow_node_results for select to service_role using (true);

drop policy if exists worker on lenses.workflow_node_results;
create policy worker on lenses.workflow_node_results for all to engine_worker using (true) with check (true);

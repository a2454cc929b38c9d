-- Who sees the run sees what was decided about its steps. Written by functions.
drop policy if exists read on agents.step_decisions;
create policy read on agents.step_decisions for select to authenticated
  using (run_id in (select r.id from lenses.workflow_runs r));

drop policy if exists service_read on agents.step_decisions;
create policy service_read on agents.step_decisions for select to service_role using (true);

drop policy if exists worker on agents.step_decisions;
create policy worker on agents.step_decisions for select to engine_worker using (true);

grant select on agents.step_decisions to authenticated, service_role, engine_worker;

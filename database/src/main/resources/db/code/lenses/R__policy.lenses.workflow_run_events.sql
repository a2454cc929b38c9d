-- Seen with the run; appended by the engine and by fn_append_workflow_run_event.
grant select on lenses.workflow_run_events to authenticated, service_role;
grant select, insert on lenses.workflow_run_events to engine_worker;

drop policy if exists run_read on lenses.workflow_run_events;
create policy run_read on lenses.workflow_run_events for select to authenticated
  using (exists (select from lenses.workflow_runs r where r.id = run_id));

drop policy if exists service_read on lenses.workflow_run_events;
create policy service_read on lenses.workflow_run_events for select to service_role using (true);

drop policy if exists worker on lenses.workflow_run_events;
create policy worker on lenses.workflow_run_events for all to engine_worker using (true) with check (true);

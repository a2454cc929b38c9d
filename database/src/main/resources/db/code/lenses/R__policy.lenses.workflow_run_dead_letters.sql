-- Who sees the run sees that it was given up; written by the engine, resolved by function.

drop policy if exists read on lenses.workflow_run_dead_letters;
create policy read on lenses.workflow_run_dead_letters for select to authenticated
  using (run_id in (select r.id from lenses.workflow_runs r));

drop policy if exists service_read on lenses.workflow_run_dead_letters;
create policy service_read on lenses.workflow_run_dead_letters for select to service_role
  using (true);

drop policy if exists worker on lenses.workflow_run_dead_letters;
create policy worker on lenses.workflow_run_dead_letters for all to engine_worker
  using (true)
  with check (true);

grant select on lenses.workflow_run_dead_letters to authenticated, service_role, engine_worker;
grant insert on lenses.workflow_run_dead_letters to engine_worker;
grant update (resolved_at) on lenses.workflow_run_dead_letters to engine_worker;

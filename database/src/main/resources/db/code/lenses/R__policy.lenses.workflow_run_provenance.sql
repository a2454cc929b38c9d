-- A line of lineage is seen by those who see both its ends.
grant select on lenses.workflow_run_provenance to authenticated, service_role;
grant select, insert on lenses.workflow_run_provenance to engine_worker;

drop policy if exists run_read on lenses.workflow_run_provenance;
create policy run_read on lenses.workflow_run_provenance for select to authenticated
  using (exists (select from lenses.workflow_runs r where r.id = target_run_id)
    and (source_run_id = target_run_id or exists (select from lenses.workflow_runs r where r.id = source_run_id)));

drop policy if exists service_read on lenses.workflow_run_provenance;
create policy service_read on lenses.workflow_run_provenance for select to service_role using (true);

drop policy if exists worker on lenses.workflow_run_provenance;
create policy worker on lenses.workflow_run_provenance for all to engine_worker using (true) with check (true);

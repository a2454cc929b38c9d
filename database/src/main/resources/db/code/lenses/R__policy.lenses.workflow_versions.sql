-- A graph holds the bodies of private lenses: the author's alone. Others read it through functions, which hide those.
grant select on lenses.workflow_versions to authenticated, service_role, engine_worker;

drop policy if exists author_read on lenses.workflow_versions;
create policy author_read on lenses.workflow_versions for select to authenticated
  using (exists (
    select from lenses.workflows w
    where w.id = workflow_id and w.lenser_id = any ((select lensers.acting_profile_ids())::uuid[])));

drop policy if exists service_read on lenses.workflow_versions;
create policy service_read on lenses.workflow_versions for select to service_role, engine_worker using (true);

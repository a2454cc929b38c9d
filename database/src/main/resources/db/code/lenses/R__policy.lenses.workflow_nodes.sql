-- The graph as it is being edited: the author's alone. Others see published versions, through functions.
grant select on lenses.workflow_nodes to authenticated, service_role, engine_worker;

drop policy if exists author_read on lenses.workflow_nodes;
create policy author_read on lenses.workflow_nodes for select to authenticated
  using (exists (
    select from lenses.workflows w
    where w.id = workflow_id and w.lenser_id = any ((select lensers.acting_profile_ids())::uuid[])));

drop policy if exists service_read on lenses.workflow_nodes;
create policy service_read on lenses.workflow_nodes for select to service_role, engine_worker using (true);

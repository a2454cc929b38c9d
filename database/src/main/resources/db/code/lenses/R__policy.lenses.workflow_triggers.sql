-- The workflow's author sees that there is a trigger, never its sealed secret; the server writes it.
drop policy if exists read on lenses.workflow_triggers;
create policy read on lenses.workflow_triggers for select to authenticated
  using (workflow_id in (select w.id from lenses.workflows w where w.lenser_id = any ((select lensers.acting_profile_ids())::uuid[])));

drop policy if exists service_read on lenses.workflow_triggers;
create policy service_read on lenses.workflow_triggers for select to service_role using (true);

drop policy if exists worker on lenses.workflow_triggers;
create policy worker on lenses.workflow_triggers for all to engine_worker using (true) with check (true);

grant select (id, workflow_id, kind, secret_hint, rotated_at, is_active, last_fired_at, created_at, updated_at,
  workflow_assignment_id, event_type, source_workflow_id, filter, inputs_template, last_run_id, last_error_message, last_error_at)
  on lenses.workflow_triggers to authenticated, service_role;
grant select, insert, update on lenses.workflow_triggers to engine_worker;

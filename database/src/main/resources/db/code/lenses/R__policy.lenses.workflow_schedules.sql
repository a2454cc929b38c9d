-- The workflow's author, and who manages schedules of the agent it runs as; written by functions and the engine.

drop policy if exists read on lenses.workflow_schedules;
create policy read on lenses.workflow_schedules for select to authenticated
  using (workflow_id in (select w.id from lenses.workflows w where w.lenser_id = any ((select lensers.acting_profile_ids())::uuid[]))
    or assignee_id = any ((select agents.ai_lenser_ids_with_scope('schedule:manage'))::uuid[])
    or assignee_id in (select t.id from agents.teams t where t.ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('schedule:manage'))::uuid[])));

drop policy if exists service_read on lenses.workflow_schedules;
create policy service_read on lenses.workflow_schedules for select to service_role
  using (true);

drop policy if exists worker on lenses.workflow_schedules;
create policy worker on lenses.workflow_schedules for all to engine_worker
  using (true)
  with check (true);

grant select on lenses.workflow_schedules to authenticated, service_role, engine_worker;
grant update (next_run_at, last_run_at, last_run_id, last_dispatch_status, last_error_at, last_error_message, last_completed_at, last_result, is_active) on lenses.workflow_schedules to engine_worker;

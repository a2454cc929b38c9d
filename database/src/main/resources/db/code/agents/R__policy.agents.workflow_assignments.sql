-- Managers and operators with workflow:assign; made by function, then edited but for what is assigned to whom; seen with logs:view.

drop policy if exists read on agents.workflow_assignments;
create policy read on agents.workflow_assignments for select to authenticated
  using (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('workflow:assign'))::uuid[]) or ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('logs:view'))::uuid[]));

drop policy if exists edits on agents.workflow_assignments;
create policy edits on agents.workflow_assignments for update to authenticated
  using (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('workflow:assign'))::uuid[]))
  with check (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('workflow:assign'))::uuid[]));

drop policy if exists removes on agents.workflow_assignments;
create policy removes on agents.workflow_assignments for delete to authenticated
  using (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('workflow:assign'))::uuid[]));

drop policy if exists service_read on agents.workflow_assignments;
create policy service_read on agents.workflow_assignments for select to service_role
  using (true);

drop policy if exists worker on agents.workflow_assignments;
create policy worker on agents.workflow_assignments for select to engine_worker
  using (true);

grant select on agents.workflow_assignments to authenticated, service_role, engine_worker;
grant update (approval_policy, retry_policy, failure_policy, queue_policy, output_destination, is_active) on agents.workflow_assignments to authenticated;
grant delete on agents.workflow_assignments to authenticated;

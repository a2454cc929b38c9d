-- Managers and operators with logs:view; written by functions and the engine.

drop policy if exists read on agents.action_logs;
create policy read on agents.action_logs for select to authenticated
  using (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('logs:view'))::uuid[]));

drop policy if exists service_read on agents.action_logs;
create policy service_read on agents.action_logs for select to service_role
  using (true);

drop policy if exists worker on agents.action_logs;
create policy worker on agents.action_logs for all to engine_worker
  using (true)
  with check (true);

grant select on agents.action_logs to authenticated, service_role, engine_worker;
grant insert on agents.action_logs to engine_worker;

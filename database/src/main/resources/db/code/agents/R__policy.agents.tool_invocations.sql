-- Managers, and operators who manage tools, decide approvals or view logs. Written by functions and the engine.

drop policy if exists read on agents.tool_invocations;
create policy read on agents.tool_invocations for select to authenticated
  using (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('tools:manage'))::uuid[]) or ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('approvals:decide'))::uuid[]) or ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('logs:view'))::uuid[]));

drop policy if exists service_read on agents.tool_invocations;
create policy service_read on agents.tool_invocations for select to service_role
  using (true);

drop policy if exists worker on agents.tool_invocations;
create policy worker on agents.tool_invocations for all to engine_worker
  using (true)
  with check (true);

grant select on agents.tool_invocations to authenticated, service_role, engine_worker;
grant insert on agents.tool_invocations to engine_worker;
grant update (status, output, error, cost_estimate, started_at, completed_at) on agents.tool_invocations to engine_worker;

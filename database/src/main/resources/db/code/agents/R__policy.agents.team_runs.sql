-- Managers, and operators who decide approvals or view logs. Written by functions and the engine: approval_status by decision only.

drop policy if exists read on agents.team_runs;
create policy read on agents.team_runs for select to authenticated
  using (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('approvals:decide'))::uuid[]) or ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('logs:view'))::uuid[]));

drop policy if exists service_read on agents.team_runs;
create policy service_read on agents.team_runs for select to service_role
  using (true);

drop policy if exists worker on agents.team_runs;
create policy worker on agents.team_runs for all to engine_worker
  using (true)
  with check (true);

grant select on agents.team_runs to authenticated, service_role, engine_worker;
grant update (scratchpad, scratchpad_version, metadata, last_event_id) on agents.team_runs to engine_worker;

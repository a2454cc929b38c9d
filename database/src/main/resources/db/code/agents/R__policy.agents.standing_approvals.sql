-- Managers and operators with approvals:decide; granted and revoked by function.

drop policy if exists read on agents.standing_approvals;
create policy read on agents.standing_approvals for select to authenticated
  using (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('approvals:decide'))::uuid[]));

drop policy if exists service_read on agents.standing_approvals;
create policy service_read on agents.standing_approvals for select to service_role
  using (true);

drop policy if exists worker on agents.standing_approvals;
create policy worker on agents.standing_approvals for select to engine_worker
  using (true);

grant select on agents.standing_approvals to authenticated, service_role, engine_worker;

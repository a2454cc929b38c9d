-- Managers see every grant on their agents, others their own unrevoked ones; grants change through functions only.
drop policy if exists read on agents.ownerships;
create policy read on agents.ownerships for select to authenticated using (
  ai_lenser_id = any ((select agents.managed_ai_lenser_ids())::uuid[])
  or (owner_lenser_id = (select lensers.get_auth_lenser_id()) and revoked_at is null));

drop policy if exists service_read on agents.ownerships;
create policy service_read on agents.ownerships for select to service_role using (true);

drop policy if exists engine on agents.ownerships;
create policy engine on agents.ownerships for select to engine_worker using (true);

grant select on agents.ownerships to authenticated, engine_worker, service_role;

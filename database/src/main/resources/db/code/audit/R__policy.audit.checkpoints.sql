-- Each owner reads the signatures of the own chain; the signer adds them.
drop policy if exists read on audit.checkpoints;
create policy read on audit.checkpoints for select to authenticated using (owner_lenser_id = (select lensers.get_auth_lenser_id()));

drop policy if exists service_read on audit.checkpoints;
create policy service_read on audit.checkpoints for select to service_role, maintenance, engine_worker using (true);

grant select on audit.checkpoints to authenticated, service_role, maintenance, engine_worker;

drop policy if exists signer on audit.checkpoints;
create policy signer on audit.checkpoints for insert to maintenance, engine_worker with check (true);

grant insert on audit.checkpoints to maintenance, engine_worker;

-- Each owner reads the own chain; audit.append alone writes it.
drop policy if exists read on audit.log;
create policy read on audit.log for select to authenticated using (owner_lenser_id = (select lensers.get_auth_lenser_id()));

drop policy if exists service_read on audit.log;
create policy service_read on audit.log for select to service_role, maintenance, engine_worker using (true);

grant select on audit.log to authenticated, service_role, maintenance, engine_worker;

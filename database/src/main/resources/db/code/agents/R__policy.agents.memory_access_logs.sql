-- Who sees a memory sees who used it.

drop policy if exists read on agents.memory_access_logs;
create policy read on agents.memory_access_logs for select to authenticated
  using (memory_id in (select m.id from agents.memories m));

drop policy if exists service_read on agents.memory_access_logs;
create policy service_read on agents.memory_access_logs for select to service_role
  using (true);

drop policy if exists worker on agents.memory_access_logs;
create policy worker on agents.memory_access_logs for all to engine_worker
  using (true)
  with check (true);

grant select on agents.memory_access_logs to authenticated, service_role, engine_worker;
grant insert on agents.memory_access_logs to engine_worker;

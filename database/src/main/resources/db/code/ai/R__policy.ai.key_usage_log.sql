-- Who owns a key sees its use; the engine writes it.

drop policy if exists read on ai.key_usage_log;
create policy read on ai.key_usage_log for select to authenticated
  using (key_id in (select k.id from ai.keys k));

drop policy if exists service_read on ai.key_usage_log;
create policy service_read on ai.key_usage_log for select to service_role
  using (true);

drop policy if exists worker on ai.key_usage_log;
create policy worker on ai.key_usage_log for all to engine_worker
  using (true)
  with check (true);

grant select on ai.key_usage_log to authenticated, service_role, engine_worker;
grant insert on ai.key_usage_log to engine_worker;

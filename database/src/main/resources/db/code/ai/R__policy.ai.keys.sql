-- A person sees that there is a key and its last characters; the sealed parts are read by the process that calls providers only.
drop policy if exists read on ai.keys;
create policy read on ai.keys for select to authenticated using (lenser_id = (select lensers.get_auth_lenser_id()));

drop policy if exists service_read on ai.keys;
create policy service_read on ai.keys for select to service_role using (true);

drop policy if exists worker on ai.keys;
create policy worker on ai.keys for all to engine_worker using (true) with check (true);

grant select (id, lenser_id, ai_lenser_id, provider_id, label, key_suffix, status, expires_at, spending_cap_credits, spent_credits,
  last_used_at, revoked_at, created_at, updated_at) on ai.keys to authenticated, service_role;
grant select, insert on ai.keys to engine_worker;
grant update (ciphertext, wrapped_dek, kek_id, key_version, spent_credits, last_used_at, status, updated_at) on ai.keys to engine_worker;

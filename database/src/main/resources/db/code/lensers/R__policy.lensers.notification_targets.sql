-- A person sees the own targets without their sealed secrets, and changes them through functions; the server delivers and seals.
drop policy if exists read on lensers.notification_targets;
create policy read on lensers.notification_targets for select to authenticated using (lenser_id = (select lensers.get_auth_lenser_id()));

drop policy if exists service_read on lensers.notification_targets;
create policy service_read on lensers.notification_targets for select to service_role using (true);

drop policy if exists worker on lensers.notification_targets;
create policy worker on lensers.notification_targets for all to engine_worker using (true) with check (true);

grant select (id, lenser_id, kind, url, label, events, is_active, secret_hint, rotated_at, consecutive_failures, paused_until, last_delivered_at,
  last_error, last_error_at, created_at, updated_at) on lensers.notification_targets to authenticated, service_role;
grant select on lensers.notification_targets to engine_worker;
grant update (secret_wrapped_dek, kek_id, previous_wrapped_dek, previous_kek_id) on lensers.notification_targets to engine_worker;

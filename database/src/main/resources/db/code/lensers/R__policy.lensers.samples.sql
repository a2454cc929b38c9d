-- Each person sees and notes the own samples; fn_remove_sample_space forgets them.
drop policy if exists read on lensers.samples;
create policy read on lensers.samples for select to authenticated using (lenser_id = (select lensers.get_auth_lenser_id()));

drop policy if exists adds on lensers.samples;
create policy adds on lensers.samples for insert to authenticated with check (lenser_id = (select lensers.get_auth_lenser_id()));

drop policy if exists service_read on lensers.samples;
create policy service_read on lensers.samples for select to service_role using (true);

grant select on lensers.samples to authenticated, service_role;
grant insert (lenser_id, kind, object_id) on lensers.samples to authenticated;

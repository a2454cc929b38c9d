-- Whoever decides sees what waits and what was decided; only functions write it.
drop policy if exists read on lenses.run_approvals;
create policy read on lenses.run_approvals for select to authenticated
  using (asked_id = any ((select lensers.acting_profile_ids())::uuid[]));

drop policy if exists service_read on lenses.run_approvals;
create policy service_read on lenses.run_approvals for select to service_role using (true);

drop policy if exists worker on lenses.run_approvals;
create policy worker on lenses.run_approvals for select to engine_worker using (true);

grant select on lenses.run_approvals to authenticated, service_role, engine_worker;

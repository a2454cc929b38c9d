-- Whoever sees a schedule sees what came of its instants; written by functions and the engine.

drop policy if exists read on lenses.schedule_firings;
create policy read on lenses.schedule_firings for select to authenticated
  using (schedule_id in (select s.id from lenses.workflow_schedules s));

drop policy if exists service_read on lenses.schedule_firings;
create policy service_read on lenses.schedule_firings for select to service_role using (true);

drop policy if exists worker on lenses.schedule_firings;
create policy worker on lenses.schedule_firings for all to engine_worker using (true) with check (true);

grant select on lenses.schedule_firings to authenticated, service_role;
grant select, delete on lenses.schedule_firings to engine_worker;

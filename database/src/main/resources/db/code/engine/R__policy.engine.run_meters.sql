-- Written by workers before their calls.
grant select, insert, update on engine.run_meters to engine_worker;

drop policy if exists worker on engine.run_meters;
create policy worker on engine.run_meters for all to engine_worker using (true) with check (true);

-- What people and outside systems answered; functions write it, the engine takes it.
grant select, insert, update, delete on engine.signals to engine_worker;

drop policy if exists worker on engine.signals;
create policy worker on engine.signals for all to engine_worker using (true) with check (true);

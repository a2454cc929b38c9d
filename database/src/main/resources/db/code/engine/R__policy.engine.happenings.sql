-- What happened, until the engine has looked at it.
grant select, update, delete on engine.happenings to engine_worker;

drop policy if exists worker on engine.happenings;
create policy worker on engine.happenings for all to engine_worker using (true) with check (true);

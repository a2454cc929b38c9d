-- Only the engine touches timers directly; functions of the owner write it for everybody else.
grant select, insert, update, delete on engine.timers to engine_worker;

drop policy if exists worker on engine.timers;
create policy worker on engine.timers for all to engine_worker using (true) with check (true);

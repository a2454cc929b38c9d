-- Addresses that the engine gave out; a function spends them.
grant select, insert, update, delete on engine.callbacks to engine_worker;

drop policy if exists worker on engine.callbacks;
create policy worker on engine.callbacks for all to engine_worker using (true) with check (true);

-- Only the engine touches run_queue directly; functions of the owner write it for everybody else.
grant select, insert, update, delete on engine.run_queue to engine_worker;

drop policy if exists worker on engine.run_queue;
create policy worker on engine.run_queue for all to engine_worker using (true) with check (true);

-- Only the engine touches nodes directly; functions of the owner write it for everybody else.
grant select, insert, update, delete on engine.nodes to engine_worker;

drop policy if exists worker on engine.nodes;
create policy worker on engine.nodes for all to engine_worker using (true) with check (true);

-- Messages are written by what happens and moved by functions; the worker may look.
revoke insert, update, delete on engine.outbox from engine_worker;
grant select on engine.outbox to engine_worker;

drop policy if exists worker on engine.outbox;
create policy worker on engine.outbox for select to engine_worker using (true);

-- Webhooks to be sent by the engine.
grant select, insert, update, delete on engine.outbox to engine_worker;

drop policy if exists worker on engine.outbox;
create policy worker on engine.outbox for all to engine_worker using (true) with check (true);

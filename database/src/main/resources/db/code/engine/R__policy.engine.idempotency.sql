-- Nobody but engine.earlier and engine.made, which run as the owner; what is left behind is removed by age.
grant select, delete on engine.idempotency to maintenance;

drop policy if exists by_age on engine.idempotency;
create policy by_age on engine.idempotency for all to maintenance using (true) with check (true);

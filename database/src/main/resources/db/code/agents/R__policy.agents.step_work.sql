-- The engine's notes; nobody else reads them. Functions that check the claim write them.
drop policy if exists worker on agents.step_work;
create policy worker on agents.step_work for select to engine_worker using (true);

grant select on agents.step_work to engine_worker;

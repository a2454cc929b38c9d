-- Who sees the team run sees its steps; the engine writes them.

drop policy if exists read on agents.agent_run_steps;
create policy read on agents.agent_run_steps for select to authenticated
  using (team_run_id in (select r.id from agents.team_runs r));

drop policy if exists service_read on agents.agent_run_steps;
create policy service_read on agents.agent_run_steps for select to service_role
  using (true);

drop policy if exists worker on agents.agent_run_steps;
create policy worker on agents.agent_run_steps for all to engine_worker
  using (true)
  with check (true);

grant select on agents.agent_run_steps to authenticated, service_role, engine_worker;
grant insert on agents.agent_run_steps to engine_worker;
grant update on agents.agent_run_steps to engine_worker;

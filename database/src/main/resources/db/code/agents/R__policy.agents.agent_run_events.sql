-- Who sees the team run sees its events; the engine and functions append them.

drop policy if exists read on agents.agent_run_events;
create policy read on agents.agent_run_events for select to authenticated
  using (team_run_id in (select r.id from agents.team_runs r));

drop policy if exists service_read on agents.agent_run_events;
create policy service_read on agents.agent_run_events for select to service_role
  using (true);

drop policy if exists worker on agents.agent_run_events;
create policy worker on agents.agent_run_events for all to engine_worker
  using (true)
  with check (true);

grant select on agents.agent_run_events to authenticated, service_role, engine_worker;
grant insert on agents.agent_run_events to engine_worker;

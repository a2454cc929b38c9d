-- Who sees the run sees what it asked. Written by functions.
drop policy if exists read on agents.gate_requests;
create policy read on agents.gate_requests for select to authenticated
  using (run_id in (select r.id from lenses.workflow_runs r));

drop policy if exists service_read on agents.gate_requests;
create policy service_read on agents.gate_requests for select to service_role using (true);

drop policy if exists worker on agents.gate_requests;
create policy worker on agents.gate_requests for select to engine_worker using (true);

grant select on agents.gate_requests to authenticated, service_role, engine_worker;

-- People who hold a grant on the agent see its tools; given and taken by function.

drop policy if exists read on agents.tool_assignments;
create policy read on agents.tool_assignments for select to authenticated
  using (ai_lenser_id = any ((select agents.involved_ai_lenser_ids())::uuid[]));

drop policy if exists service_read on agents.tool_assignments;
create policy service_read on agents.tool_assignments for select to service_role
  using (true);

drop policy if exists worker on agents.tool_assignments;
create policy worker on agents.tool_assignments for select to engine_worker
  using (true);

grant select on agents.tool_assignments to authenticated, service_role, engine_worker;

-- The owners own tools, and those given to an agent that the caller works with. Registered by function; the owner edits what a call needs.

drop policy if exists read on agents.tools_registry;
create policy read on agents.tools_registry for select to authenticated
  using (owner_lenser_id = (select lensers.get_auth_lenser_id()) or id in (select a.tool_id from agents.tool_assignments a));

drop policy if exists edits on agents.tools_registry;
create policy edits on agents.tools_registry for update to authenticated
  using (owner_lenser_id = (select lensers.get_auth_lenser_id()))
  with check (owner_lenser_id = (select lensers.get_auth_lenser_id()));

drop policy if exists service_read on agents.tools_registry;
create policy service_read on agents.tools_registry for select to service_role
  using (true);

drop policy if exists worker on agents.tools_registry;
create policy worker on agents.tools_registry for select to engine_worker
  using (true);

grant select on agents.tools_registry to authenticated, service_role, engine_worker;
grant update (name, description, category, kind, schema_input, schema_output, egress_class, endpoint_url, http_method, request_template, auth_method, credential_ref, idempotency_header, requires_approval, is_dangerous, status) on agents.tools_registry to authenticated;

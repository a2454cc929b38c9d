-- Managers read the settings, and operators with settings:manage; they change through functions only.
drop policy if exists read on agents.workspace_settings;
create policy read on agents.workspace_settings for select to authenticated using (
  ai_lenser_id = any ((select agents.managed_ai_lenser_ids())::uuid[])
  or agents.has_agent_scope(ai_lenser_id, 'settings:manage'));

drop policy if exists service_read on agents.workspace_settings;
create policy service_read on agents.workspace_settings for select to service_role using (true);

drop policy if exists engine on agents.workspace_settings;
create policy engine on agents.workspace_settings for select to engine_worker using (true);

grant select on agents.workspace_settings to authenticated, engine_worker, service_role;

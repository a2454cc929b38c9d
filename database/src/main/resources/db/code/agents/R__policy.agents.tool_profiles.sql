-- Which tools the agent may call: written by its managers and operators with tools:manage, seen by those with logs:view as well.

drop policy if exists read on agents.tool_profiles;
create policy read on agents.tool_profiles for select to authenticated
  using (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('tools:manage'))::uuid[]) or ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('logs:view'))::uuid[]));

drop policy if exists adds on agents.tool_profiles;
create policy adds on agents.tool_profiles for insert to authenticated
  with check (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('tools:manage'))::uuid[]));

drop policy if exists edits on agents.tool_profiles;
create policy edits on agents.tool_profiles for update to authenticated
  using (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('tools:manage'))::uuid[]))
  with check (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('tools:manage'))::uuid[]));

drop policy if exists removes on agents.tool_profiles;
create policy removes on agents.tool_profiles for delete to authenticated
  using (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('tools:manage'))::uuid[]));

drop policy if exists service_read on agents.tool_profiles;
create policy service_read on agents.tool_profiles for select to service_role
  using (true);

drop policy if exists worker on agents.tool_profiles;
create policy worker on agents.tool_profiles for select to engine_worker
  using (true);

grant select on agents.tool_profiles to authenticated, service_role, engine_worker;
grant insert (ai_lenser_id, name, allow_tools, deny_tools, tool_groups, provider_overrides, requires_approval, max_calls_per_run, is_default) on agents.tool_profiles to authenticated;
grant update (name, allow_tools, deny_tools, tool_groups, provider_overrides, requires_approval, max_calls_per_run, is_default) on agents.tool_profiles to authenticated;
grant delete on agents.tool_profiles to authenticated;

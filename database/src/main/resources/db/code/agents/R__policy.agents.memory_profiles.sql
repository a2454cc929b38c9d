-- What the agent remembers: written by its managers and operators with memory:manage, seen by those with logs:view as well.

drop policy if exists read on agents.memory_profiles;
create policy read on agents.memory_profiles for select to authenticated
  using (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('memory:manage'))::uuid[]) or ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('logs:view'))::uuid[]));

drop policy if exists adds on agents.memory_profiles;
create policy adds on agents.memory_profiles for insert to authenticated
  with check (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('memory:manage'))::uuid[]));

drop policy if exists edits on agents.memory_profiles;
create policy edits on agents.memory_profiles for update to authenticated
  using (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('memory:manage'))::uuid[]))
  with check (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('memory:manage'))::uuid[]));

drop policy if exists removes on agents.memory_profiles;
create policy removes on agents.memory_profiles for delete to authenticated
  using (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('memory:manage'))::uuid[]));

drop policy if exists service_read on agents.memory_profiles;
create policy service_read on agents.memory_profiles for select to service_role
  using (true);

drop policy if exists worker on agents.memory_profiles;
create policy worker on agents.memory_profiles for select to engine_worker
  using (true);

grant select on agents.memory_profiles to authenticated, service_role, engine_worker;
grant insert (ai_lenser_id, name, scope_type, isolation_mode, retention_days, visibility, summary_strategy, reset_policy, injection_limit, is_default) on agents.memory_profiles to authenticated;
grant update (name, scope_type, isolation_mode, retention_days, visibility, summary_strategy, reset_policy, injection_limit, is_default) on agents.memory_profiles to authenticated;
grant delete on agents.memory_profiles to authenticated;

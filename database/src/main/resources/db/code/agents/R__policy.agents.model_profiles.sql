-- Which model the agent works with: written by its managers and operators with models:manage, seen by those with logs:view as well.

drop policy if exists read on agents.model_profiles;
create policy read on agents.model_profiles for select to authenticated
  using (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('models:manage'))::uuid[]) or ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('logs:view'))::uuid[]));

drop policy if exists adds on agents.model_profiles;
create policy adds on agents.model_profiles for insert to authenticated
  with check (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('models:manage'))::uuid[]));

drop policy if exists edits on agents.model_profiles;
create policy edits on agents.model_profiles for update to authenticated
  using (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('models:manage'))::uuid[]))
  with check (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('models:manage'))::uuid[]));

drop policy if exists removes on agents.model_profiles;
create policy removes on agents.model_profiles for delete to authenticated
  using (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('models:manage'))::uuid[]));

drop policy if exists service_read on agents.model_profiles;
create policy service_read on agents.model_profiles for select to service_role
  using (true);

drop policy if exists worker on agents.model_profiles;
create policy worker on agents.model_profiles for select to engine_worker
  using (true);

grant select on agents.model_profiles to authenticated, service_role, engine_worker;
grant insert (ai_lenser_id, name, provider_key, model_id, model_key, params, is_default) on agents.model_profiles to authenticated;
grant update (name, provider_key, model_id, model_key, params, is_default) on agents.model_profiles to authenticated;
grant delete on agents.model_profiles to authenticated;

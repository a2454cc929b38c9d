-- How the agent behaves: written by its managers and operators with team:manage, seen by those with logs:view as well.

drop policy if exists read on agents.personality_profiles;
create policy read on agents.personality_profiles for select to authenticated
  using (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('team:manage'))::uuid[]) or ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('logs:view'))::uuid[]));

drop policy if exists adds on agents.personality_profiles;
create policy adds on agents.personality_profiles for insert to authenticated
  with check (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('team:manage'))::uuid[]));

drop policy if exists edits on agents.personality_profiles;
create policy edits on agents.personality_profiles for update to authenticated
  using (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('team:manage'))::uuid[]))
  with check (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('team:manage'))::uuid[]));

drop policy if exists removes on agents.personality_profiles;
create policy removes on agents.personality_profiles for delete to authenticated
  using (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('team:manage'))::uuid[]));

drop policy if exists service_read on agents.personality_profiles;
create policy service_read on agents.personality_profiles for select to service_role
  using (true);

drop policy if exists worker on agents.personality_profiles;
create policy worker on agents.personality_profiles for select to engine_worker
  using (true);

grant select on agents.personality_profiles to authenticated, service_role, engine_worker;
grant insert (ai_lenser_id, name, tone, expertise_level, risk_tolerance, autonomy_level, communication_style, decision_style, escalation_behavior, system_prompt_patch, is_default) on agents.personality_profiles to authenticated;
grant update (name, tone, expertise_level, risk_tolerance, autonomy_level, communication_style, decision_style, escalation_behavior, system_prompt_patch, is_default) on agents.personality_profiles to authenticated;
grant delete on agents.personality_profiles to authenticated;

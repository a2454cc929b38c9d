-- Who sees the team sees its members; they are added and removed by function.

drop policy if exists read on agents.team_members;
create policy read on agents.team_members for select to authenticated
  using (team_id in (select t.id from agents.teams t));

drop policy if exists edits on agents.team_members;
create policy edits on agents.team_members for update to authenticated
  using (team_id in (select t.id from agents.teams t where t.ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('team:manage'))::uuid[])))
  with check (team_id in (select t.id from agents.teams t where t.ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('team:manage'))::uuid[])));

drop policy if exists service_read on agents.team_members;
create policy service_read on agents.team_members for select to service_role
  using (true);

drop policy if exists worker on agents.team_members;
create policy worker on agents.team_members for select to engine_worker
  using (true);

grant select on agents.team_members to authenticated, service_role, engine_worker;
grant update (role, responsibility, lane, sort_order, is_active, personality_profile_id, memory_profile_id, tool_profile_id, model_profile_id) on agents.team_members to authenticated;

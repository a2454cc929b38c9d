-- Managers and operators with team:manage or workflow:assign see teams, and who views logs; they are made by function, and edited but for their agent.

drop policy if exists read on agents.teams;
create policy read on agents.teams for select to authenticated
  using (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('team:manage'))::uuid[]) or ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('workflow:assign'))::uuid[]) or ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('logs:view'))::uuid[]));

drop policy if exists edits on agents.teams;
create policy edits on agents.teams for update to authenticated
  using (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('team:manage'))::uuid[]))
  with check (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('team:manage'))::uuid[]));

drop policy if exists service_read on agents.teams;
create policy service_read on agents.teams for select to service_role
  using (true);

drop policy if exists worker on agents.teams;
create policy worker on agents.teams for select to engine_worker
  using (true);

grant select on agents.teams to authenticated, service_role, engine_worker;
grant update (name, description, status, scratchpad) on agents.teams to authenticated;

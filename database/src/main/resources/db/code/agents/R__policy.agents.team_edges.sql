-- Who sees the team sees its edges; they are added by function.

drop policy if exists read on agents.team_edges;
create policy read on agents.team_edges for select to authenticated
  using (team_id in (select t.id from agents.teams t));

drop policy if exists edits on agents.team_edges;
create policy edits on agents.team_edges for update to authenticated
  using (team_id in (select t.id from agents.teams t where t.ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('team:manage'))::uuid[])))
  with check (team_id in (select t.id from agents.teams t where t.ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('team:manage'))::uuid[])));

drop policy if exists removes on agents.team_edges;
create policy removes on agents.team_edges for delete to authenticated
  using (team_id in (select t.id from agents.teams t where t.ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('team:manage'))::uuid[])));

drop policy if exists service_read on agents.team_edges;
create policy service_read on agents.team_edges for select to service_role
  using (true);

drop policy if exists worker on agents.team_edges;
create policy worker on agents.team_edges for select to engine_worker
  using (true);

grant select on agents.team_edges to authenticated, service_role, engine_worker;
grant update (is_blocking, metadata) on agents.team_edges to authenticated;
grant delete on agents.team_edges to authenticated;

-- Managers and operators with memory:manage. Written by functions and the engine; redaction is a function. What an entry says is read by
-- functions too, which note each entry that they show: a plain select leaves nothing behind.

drop policy if exists read on agents.memories;
create policy read on agents.memories for select to authenticated
  using (ai_lenser_id = any ((select agents.ai_lenser_ids_with_scope('memory:manage'))::uuid[]));

drop policy if exists service_read on agents.memories;
create policy service_read on agents.memories for select to service_role
  using (true);

drop policy if exists worker on agents.memories;
create policy worker on agents.memories for all to engine_worker
  using (true)
  with check (true);

revoke select on agents.memories from authenticated;
grant select (id, profile_id, ai_lenser_id, scope, source, confidence, expires_at, team_run_id, is_redacted, is_tainted, source_run_id,
  source_node_id, created_at, updated_at) on agents.memories to authenticated;
grant select on agents.memories to service_role, engine_worker;
grant insert on agents.memories to engine_worker;
grant delete on agents.memories to engine_worker;

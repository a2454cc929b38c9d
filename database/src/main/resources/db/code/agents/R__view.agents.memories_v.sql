-- Memories with the name of their profile, without what they say (fn_read_memory_entries notes who reads that).
drop view if exists agents.memories_v;
create or replace view agents.memories_v with (security_invoker = true) as
  select m.id, m.profile_id, p.name as profile_name, m.ai_lenser_id, m.scope, m.source, m.confidence, m.expires_at, m.team_run_id,
    m.is_redacted, m.created_at, m.updated_at
  from agents.memories m
  join agents.memory_profiles p on p.id = m.profile_id;

grant select on agents.memories_v to authenticated, service_role, engine_worker;

-- What an agent is reminded of before it works: the surest entries of its profile, then the newest; and of those who share their context
-- with it, where their profile is shared. Each entry is noted as read. What no person wrote is told as such.
create or replace function agents.inject_memories(p_run_id uuid, p_node_id uuid, p_agent_id uuid, p_member_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_profile agents.memory_profiles;
  v_found jsonb;
begin
  select * into v_profile from agents.memory_profiles p where p.id = (select x.memory_id from agents.profiles_of(p_agent_id, p_member_id) x);
  with readable (id) as (
    select v_profile.id
    union
    select p.id
    from agents.team_edges e
    join agents.team_members m on m.id = e.source_member_id
    join agents.memory_profiles p on p.id = (select x.memory_id from agents.profiles_of(m.agent_id, m.id) x)
    where e.target_member_id = p_member_id and e.edge_type = 'shares_context' and p.isolation_mode <> 'isolated'
  ), entry as materialized (
    -- each profile by its index, so that a memory of ten thousand entries costs what one of ten does
    select m.*
    from readable r
    cross join lateral (
      select e.id, e.content, e.confidence, e.is_tainted or e.source not in ('user', 'manual') as is_tainted, e.created_at
      from agents.memories e
      where e.profile_id = r.id and e.scope = 'project' and not e.is_redacted and (e.expires_at is null or e.expires_at > now())
      order by e.confidence desc, e.created_at desc, e.id desc
      limit coalesce(v_profile.injection_limit, 0)) m
    order by m.confidence desc, m.created_at desc, m.id desc
    limit coalesce(v_profile.injection_limit, 0)
  ), noted as (
    insert into agents.memory_access_logs (memory_id, team_run_id, action, context)
    select e.id, (select r.id from agents.team_runs r where r.workflow_run_id = p_run_id), 'read',
      jsonb_build_object('run_id', p_run_id, 'node_id', p_node_id, 'ai_lenser_id', p_agent_id)
    from entry e
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'content', e.content, 'confidence', e.confidence, 'tainted', e.is_tainted)
    order by e.confidence desc, e.created_at desc, e.id desc), '[]') into v_found from entry e;
  return v_found;
end $$;

grant execute on function agents.inject_memories to engine_worker;

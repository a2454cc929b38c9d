-- Memories that an agent may read and that hold the words, or without words the surest; each entry found is noted as read.
create or replace function agents.find_memories(p_run_id uuid, p_node_id uuid, p_ask jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_agent uuid := (p_ask ->> 'agent_id')::uuid;
  v_profiles uuid[] := agents.readable_memories(v_agent, (p_ask ->> 'member_id')::uuid);
  v_query tsquery := websearch_to_tsquery('simple', coalesce(p_ask ->> 'query', ''));
  v_found jsonb;
begin
  with entry as materialized (
    select m.id, m.content, m.confidence, m.scope, m.is_tainted or m.source not in ('user', 'manual') as is_tainted, m.created_at, ts_rank(m.search, v_query) as rank
    from agents.memories m
    where m.profile_id = any (v_profiles)
      and not m.is_redacted and (m.expires_at is null or m.expires_at > now())
      and (p_ask ->> 'scope' is null or m.scope = p_ask ->> 'scope') and (numnode(v_query) = 0 or m.search @@ v_query)
    order by ts_rank(m.search, v_query) desc, m.confidence desc, m.created_at desc, m.id desc
    limit least(coalesce((p_ask ->> 'limit')::int, 10), 100)
  ), noted as (
    insert into agents.memory_access_logs (memory_id, team_run_id, action, context)
    select e.id, (select r.id from agents.team_runs r where r.workflow_run_id = p_run_id), 'read',
      jsonb_strip_nulls(jsonb_build_object('run_id', p_run_id, 'node_id', p_node_id, 'ai_lenser_id', v_agent, 'search', left(p_ask ->> 'query', 200)))
    from entry e
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'content', e.content, 'confidence', e.confidence, 'scope', e.scope, 'tainted', e.is_tainted)
    order by e.rank desc, e.confidence desc, e.created_at desc, e.id desc), '[]') into v_found from entry e;
  return v_found;
end $$;

grant execute on function agents.find_memories to engine_worker;

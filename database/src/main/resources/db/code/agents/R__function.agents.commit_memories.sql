-- Keeps what the completed nodes of a run asked to remember; how many entries. What text from outside led to stays marked as such.
create or replace function agents.commit_memories(p_run agents.team_runs) returns int
language plpgsql volatile set search_path = '' as $$
declare
  v_wish record;
  v_profile agents.memory_profiles;
  v_id uuid;
  v_count int := 0;
begin
  for v_wish in
    select n.node_id, coalesce(s.agent_id, p_run.ai_lenser_id) as agent_id, s.team_member_id, w.value as entry,
      coalesce(n.output_data #>> '{metadata,tainted}' = 'true', false) as tainted
    from lenses.workflow_node_results n
    left join agents.agent_run_steps s on s.team_run_id = p_run.id and s.workflow_node_id = n.node_id and s.kind = 'work'
    cross join lateral jsonb_array_elements(case jsonb_typeof(n.output_data #> '{data,__memory_writes}')
      when 'array' then n.output_data #> '{data,__memory_writes}' else '[]' end) with ordinality w
    where n.run_id = p_run.workflow_run_id and n.status = 'completed'
    order by n.completed_at, n.node_id, w.ordinality
    limit 200
  loop
    select * into v_profile from agents.memory_profiles p
    where p.id = (select x.memory_id from agents.profiles_of(v_wish.agent_id, v_wish.team_member_id) x);
    continue when v_profile.id is null or coalesce(btrim(v_wish.entry ->> 'content'), '') = '';
    insert into agents.memories (profile_id, ai_lenser_id, scope, source, content, confidence, team_run_id, is_tainted, source_run_id, source_node_id)
    values (v_profile.id, v_profile.ai_lenser_id,
      case when v_wish.entry ->> 'scope' in ('project', 'conversation', 'global') then v_wish.entry ->> 'scope' else v_profile.scope_type end,
      'agent', left(v_wish.entry ->> 'content', 20000),
      case when jsonb_typeof(v_wish.entry -> 'confidence') = 'number' then least(greatest((v_wish.entry ->> 'confidence')::numeric, 0), 1) else 0.5 end,
      p_run.id, v_wish.tainted, p_run.workflow_run_id, v_wish.node_id)
    returning id into v_id;
    insert into agents.memory_access_logs (memory_id, team_run_id, action, context)
    values (v_id, p_run.id, 'write', jsonb_build_object('node_id', v_wish.node_id, 'ai_lenser_id', v_profile.ai_lenser_id));
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;

-- What holds for an agent, or for a member of a team, after all profiles and policies are merged, and where each value comes from: what
-- fn_effective_agent_policy shows and what the engine works under. Callers have checked who asks.
create or replace function agents.effective_policy(p_agent_id uuid, p_member_id uuid default null) returns jsonb
language sql stable set search_path = '' as $$
  with own as (
    select * from agents.profiles_of(p_agent_id, p_member_id)
  ), member as (
    select m.* from agents.team_members m where m.id = p_member_id
  ), part (section, source, value) as (
    select 'policy', 'agents.policies', to_jsonb(p) from agents.policies p where p.ai_lenser_id = p_agent_id
    union all
    select 'settings', 'agents.workspace_settings', to_jsonb(s) from agents.workspace_settings s where s.ai_lenser_id = p_agent_id
    union all
    select 'personality', case when x.id = (select m.personality_profile_id from member m) then 'team_member' else 'agent_default' end, to_jsonb(x)
    from agents.personality_profiles x where x.id = (select o.personality_id from own o)
    union all
    select 'memory', case when x.id = (select m.memory_profile_id from member m) then 'team_member' else 'agent_default' end, to_jsonb(x)
    from agents.memory_profiles x where x.id = (select o.memory_id from own o)
    union all
    select 'tools', case when x.id = (select m.tool_profile_id from member m) then 'team_member' else 'agent_default' end, to_jsonb(x)
    from agents.tool_profiles x where x.id = (select o.tool_id from own o)
    union all
    select 'model', case when x.id = (select m.model_profile_id from member m) then 'team_member' else 'agent_default' end, to_jsonb(x)
    from agents.model_profiles x where x.id = (select o.model_id from own o)
  )
  select jsonb_build_object('ai_lenser_id', p_agent_id, 'team_member_id', p_member_id)
    || coalesce(jsonb_object_agg(p.section, p.value - array['id', 'ai_lenser_id', 'created_at', 'updated_at'] || jsonb_build_object('source', p.source)), '{}')
  from part p
$$;

-- What holds for an agent, or for a member of a team, after all profiles and policies are merged, and where each value comes from.
create or replace function public.fn_effective_agent_policy(p_ai_lenser_id uuid, p_team_member_id uuid default null) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_member agents.team_members;
begin
  perform agents.require_scope(p_ai_lenser_id, 'logs:view');
  if p_team_member_id is not null then
    select m.* into v_member from agents.team_members m join agents.teams t on t.id = m.team_id
    where m.id = p_team_member_id and (m.agent_id = p_ai_lenser_id or t.ai_lenser_id = p_ai_lenser_id);
    if v_member.id is null then
      raise exception 'member % was not found', p_team_member_id using errcode = 'P0002', hint = 'member_not_found: check the id (fn_get_team_members)';
    end if;
  end if;
  return (
    with part (section, source, value) as (
      select 'policy', 'agents.policies', to_jsonb(p) from agents.policies p where p.ai_lenser_id = p_ai_lenser_id
      union all
      select 'settings', 'agents.workspace_settings', to_jsonb(s) from agents.workspace_settings s where s.ai_lenser_id = p_ai_lenser_id
      union all
      (select 'personality', case when x.id = v_member.personality_profile_id then 'team_member' else 'agent_default' end, to_jsonb(x)
       from agents.personality_profiles x where x.id = v_member.personality_profile_id or x.ai_lenser_id = p_ai_lenser_id and x.is_default
       order by x.id = v_member.personality_profile_id desc nulls last limit 1)
      union all
      (select 'memory', case when x.id = v_member.memory_profile_id then 'team_member' else 'agent_default' end, to_jsonb(x)
       from agents.memory_profiles x where x.id = v_member.memory_profile_id or x.ai_lenser_id = p_ai_lenser_id and x.is_default
       order by x.id = v_member.memory_profile_id desc nulls last limit 1)
      union all
      (select 'tools', case when x.id = v_member.tool_profile_id then 'team_member' else 'agent_default' end, to_jsonb(x)
       from agents.tool_profiles x where x.id = v_member.tool_profile_id or x.ai_lenser_id = p_ai_lenser_id and x.is_default
       order by x.id = v_member.tool_profile_id desc nulls last limit 1)
      union all
      (select 'model', case when x.id = v_member.model_profile_id then 'team_member' else 'agent_default' end, to_jsonb(x)
       from agents.model_profiles x where x.id = v_member.model_profile_id or x.ai_lenser_id = p_ai_lenser_id and x.is_default
       order by x.id = v_member.model_profile_id desc nulls last limit 1)
    )
    select jsonb_build_object('ai_lenser_id', p_ai_lenser_id, 'team_member_id', p_team_member_id)
      || coalesce(jsonb_object_agg(p.section, p.value - array['id', 'ai_lenser_id', 'created_at', 'updated_at'] || jsonb_build_object('source', p.source)), '{}')
    from part p);
end $$;

grant execute on function public.fn_effective_agent_policy to authenticated;

-- Everything that the first page of an agent's workspace shows, in one round trip; NULL for those who hold no grant on it.
create or replace function public.fn_get_agent_workspace_bootstrap(p_profile_handle text) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('profile_id', p.id, 'ai_lenser_id', a.id,
    'teams', (select coalesce(jsonb_agg(agents.team_json(t) order by t.created_at desc, t.id desc), '[]')
      from (select * from agents.teams t where t.ai_lenser_id = a.id and t.status <> 'archived' order by t.created_at desc limit 50) t),
    'runs', (select coalesce(jsonb_agg(r), '[]') from public.fn_list_team_runs(a.id, 20) r),
    'profiles', jsonb_build_object(
      'personality', (select coalesce(jsonb_agg(to_jsonb(x) order by x.is_default desc, x.name), '[]') from agents.personality_profiles x where x.ai_lenser_id = a.id),
      'memory', (select coalesce(jsonb_agg(x), '[]') from public.fn_list_memory_profiles(a.id) x),
      'tools', (select coalesce(jsonb_agg(x), '[]') from public.fn_list_tool_profiles(a.id) x),
      'models', (select coalesce(jsonb_agg(to_jsonb(x) order by x.is_default desc, x.name), '[]') from agents.model_profiles x where x.ai_lenser_id = a.id)),
    'workflow_assignments', (select coalesce(jsonb_agg(x), '[]') from public.fn_list_workflow_assignments(a.id) x),
    'schedules', (select coalesce(jsonb_agg(to_jsonb(s) order by s.created_at desc), '[]')
      from (select * from lenses.workflow_schedules s where s.assignee_id = a.id
        or s.assignee_id in (select t.id from agents.teams t where t.ai_lenser_id = a.id) order by s.created_at desc limit 50) s),
    'pending_approvals', (select count(*) from agents.approval_requests_v v where v.ai_lenser_id = a.id))
  from lensers.profiles p
  join agents.ai_lensers a on a.profile_id = p.id
  where p.handle = lower(btrim(p_profile_handle) collate "C") and a.id = any (agents.involved_ai_lenser_ids())
$$;

grant execute on function public.fn_get_agent_workspace_bootstrap to authenticated;

-- Who takes over a step under a failure policy that names an agent or a team: as agents.team_of_run tells members, each under its own profiles.
-- Only what the run's owner owns, and not the agent whose work failed.
create or replace function agents.substitutes(p_run_id uuid, p_node_id uuid, p_assignee_id uuid, p_tools text[] default '{}') returns jsonb
language sql stable security definer set search_path = '' as $$
  with seat as (
    select m.id as member_id, m.agent_id, m.role, m.lane, m.sort_order, m.is_active
    from agents.team_members m join agents.teams t on t.id = m.team_id
    where t.id = p_assignee_id and t.status = 'active'
    union all
    select null, a.id, 'operator', 0, 0, true from agents.ai_lensers a where a.id = p_assignee_id
  )
  select jsonb_build_object('members', coalesce(jsonb_agg(jsonb_build_object('member_id', s.member_id, 'agent_id', s.agent_id,
      'name', p.display_name, 'role', s.role, 'lane', s.lane, 'sort_order', s.sort_order,
      'refusal', case when not s.is_active then 'the member is switched off'
        when s.agent_id = f.agent_id then 'its own work failed' else agents.agent_refusal(s.agent_id) end,
      'model_refusal', agents.model_refusal(s.agent_id, s.member_id),
      'denied', agents.denied_tools(s.agent_id, s.member_id, p_tools)) order by s.lane, s.sort_order, s.agent_id), '[]'))
  from agents.team_runs r
  join seat s on agents.owner_of(s.agent_id) = agents.owner_of(r.ai_lenser_id)
  join agents.ai_lensers a on a.id = s.agent_id
  join lensers.profiles p on p.id = a.profile_id
  left join agents.agent_run_steps f on f.team_run_id = r.id and f.workflow_node_id = p_node_id and f.kind = 'work'
  where r.workflow_run_id = p_run_id
$$;

grant execute on function agents.substitutes to engine_worker;

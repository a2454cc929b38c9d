-- Who could work on a run: its members with all that speaks against each, the edges between them, and the sort of work that each node is.
-- NULL where no team run stands for the run.
create or replace function agents.team_of_run(p_run_id uuid, p_tools text[] default '{}') returns jsonb
language sql stable security definer set search_path = '' as $$
  with run as (
    select r.*, w.workflow_version_id, a.assignee_ai_lenser_id
    from agents.team_runs r
    join lenses.workflow_runs w on w.id = r.workflow_run_id
    left join agents.workflow_assignments a on a.id = r.workflow_assignment_id
    where r.workflow_run_id = p_run_id
  ), seat as (
    select m.id as member_id, m.agent_id, m.role, m.lane, m.sort_order, m.is_active
    from run r join agents.team_members m on m.team_id = r.team_id
    union all
    select null, coalesce(r.assignee_ai_lenser_id, r.ai_lenser_id), 'operator', 0, 0, true from run r where r.team_id is null
  )
  select jsonb_build_object(
    'team_run_id', r.id,
    'members', coalesce((
      select jsonb_agg(jsonb_build_object('member_id', s.member_id, 'agent_id', s.agent_id, 'name', p.display_name, 'role', s.role,
          'lane', s.lane, 'sort_order', s.sort_order,
          'refusal', case when s.is_active then agents.seat_refusal(r.ai_lenser_id, s.agent_id) else 'the member is switched off' end,
          'model_refusal', agents.model_refusal(s.agent_id, s.member_id),
          'denied', agents.denied_tools(s.agent_id, s.member_id, p_tools))
        order by s.lane, s.sort_order, s.member_id)
      from seat s join agents.ai_lensers a on a.id = s.agent_id join lensers.profiles p on p.id = a.profile_id), '[]'),
    'edges', coalesce((
      select jsonb_agg(jsonb_build_object('type', e.edge_type, 'source', e.source_member_id, 'target', e.target_member_id, 'blocking', e.is_blocking)
        order by e.created_at, e.id)
      from agents.team_edges e where e.team_id = r.team_id), '[]'),
    'categories', coalesce((
      select jsonb_object_agg(n ->> 'id', n #> '{lens,instruction_category}')
      from lenses.workflow_versions v, jsonb_array_elements(v.graph -> 'nodes') n
      where v.id = r.workflow_version_id and n #>> '{lens,instruction_category}' is not null), '{}'),
    'steps', coalesce((
      select jsonb_agg(jsonb_build_object('node_id', s.workflow_node_id, 'member_id', s.team_member_id, 'agent_id', s.agent_id))
      from agents.agent_run_steps s where s.team_run_id = r.id and s.kind = 'work'), '[]'))
  from run r
$$;

grant execute on function agents.team_of_run to engine_worker;

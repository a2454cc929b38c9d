-- What the steps of a team run have cost, by the agent whose steps they were.
create or replace function agents.cost_by_agent(p_team_run_id uuid, p_run_id uuid) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('agent_id', x.agent_id, 'steps', x.steps, 'credits', x.credits) order by x.credits desc, x.agent_id), '[]')
  from (
    select s.agent_id, count(*) as steps, coalesce(sum(n.cost_credits), 0) as credits
    from agents.agent_run_steps s
    left join lenses.workflow_node_results n on n.run_id = p_run_id and n.node_id = s.workflow_node_id and s.kind = 'work' and n.iteration = 0
    where s.team_run_id = p_team_run_id and s.agent_id is not null
    group by s.agent_id) x
$$;

-- Has the steps of an agent that wait look again: something that held them back is gone.
create or replace function agents.wake_runs(p_agent_id uuid) returns void
language sql volatile set search_path = '' as $$
  select engine.signal(r.workflow_run_id, s.workflow_node_id, 'human_input', '{"again": true}')
  from agents.agent_run_steps s join agents.team_runs r on r.id = s.team_run_id
  where (s.agent_id = p_agent_id or r.ai_lenser_id = p_agent_id) and s.status = 'blocked' and s.kind = 'work'
    and r.status in ('running', 'blocked')
$$;

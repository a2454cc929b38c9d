-- Has everything of an agent that waits look again, because what held it back is gone or it was stopped: its steps, and its runs.
create or replace function agents.wake(p_agent_id uuid) returns void
language sql volatile set search_path = '' as $$
  select engine.hold_runs(variadic array(select r.id from engine.run_queue q join lenses.workflow_runs r on r.id = q.run_id where r.ai_lenser_id = p_agent_id
    union select r.workflow_run_id from agents.agent_run_steps s join agents.team_runs r on r.id = s.team_run_id
    where s.agent_id = p_agent_id and s.status = 'blocked' and s.kind = 'work' and r.status in ('running', 'blocked')));
  select engine.signal(r.workflow_run_id, s.workflow_node_id, 'human_input', '{"again": true}')
  from agents.agent_run_steps s join agents.team_runs r on r.id = s.team_run_id
  where (s.agent_id = p_agent_id or r.ai_lenser_id = p_agent_id) and s.status = 'blocked' and s.kind = 'work'
    and r.status in ('running', 'blocked');
  update engine.run_queue q
  set available_at = least(q.available_at, now())
  from lenses.workflow_runs r
  where r.ai_lenser_id = p_agent_id and r.id = q.run_id and q.available_at > now();
$$;

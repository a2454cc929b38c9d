-- Has the engine look at the runs of an agent that was stopped.
create or replace function engine.wake_agent(p_ai_lenser_id uuid) returns void
language sql volatile set search_path = '' as $$
  update engine.run_queue q
  set available_at = least(q.available_at, now())
  from lenses.workflow_runs r
  where r.ai_lenser_id = p_ai_lenser_id and r.id = q.run_id and q.available_at > now()
$$;

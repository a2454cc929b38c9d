-- What an agent's runs of this month have spent beyond what their rows say.
create or replace function engine.unwritten_of_agent(p_ai_lenser_id uuid) returns numeric
language sql stable set search_path = '' as $$
  select coalesce(sum(greatest(m.spent - r.spent_credits, 0)), 0)
  from engine.run_meters m
  join lenses.workflow_runs r on r.id = m.run_id
  where m.ai_lenser_id = p_ai_lenser_id and r.created_at >= date_trunc('month', now(), 'UTC')
$$;

grant execute on function engine.unwritten_of_agent to engine_worker;

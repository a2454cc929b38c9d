-- Credits that the agent's runs have cost since the first of the month (UTC); limits are per calendar month.
create or replace function agents.spent_this_month(p_ai_lenser_id uuid) returns numeric
language sql stable set search_path = '' as $$
  select coalesce(sum(r.spent_credits), 0)
  from lenses.workflow_runs r
  where r.ai_lenser_id = p_ai_lenser_id and r.created_at >= date_trunc('month', now(), 'UTC')
$$;

grant execute on function agents.spent_this_month to engine_worker;

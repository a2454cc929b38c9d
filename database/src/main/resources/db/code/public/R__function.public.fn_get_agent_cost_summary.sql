-- What an agent's runs cost on each of the last 30 days (UTC), newest first, beside its monthly limit.
create or replace function public.fn_get_agent_cost_summary(p_ai_lenser_id uuid) returns table (period_date date, credits_spent int, spending_limit int)
language plpgsql stable security definer rows 30 set search_path = '' as $$
begin
  perform agents.require_scope(p_ai_lenser_id, 'logs:view');
  return query
  select d.day::date, coalesce(round(sum(r.spent_credits)), 0)::int, (select p.spending_limit_credits::int from agents.policies p where p.ai_lenser_id = p_ai_lenser_id)
  from generate_series(0, 29) n, lateral (select (now() at time zone 'UTC')::date - n as day) d
  left join lenses.workflow_runs r on r.ai_lenser_id = p_ai_lenser_id
    and r.created_at >= d.day::timestamp at time zone 'UTC' and r.created_at < (d.day + 1)::timestamp at time zone 'UTC'
  group by d.day
  order by d.day desc;
end $$;

grant execute on function public.fn_get_agent_cost_summary to authenticated;

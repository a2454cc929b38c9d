-- The newest events of an agent's team runs, or of one of them.
create or replace function public.fn_agent_run_events(p_ai_lenser_id uuid, p_run_id uuid default null, p_event_type text default null,
  p_limit int default 100)
returns table (id uuid, team_run_id uuid, agent_run_step_id uuid, event_type text, payload jsonb, occurred_at timestamptz, event_id bigint)
language sql stable rows 100 set search_path = '' as $$
  select e.id, e.team_run_id, e.agent_run_step_id, e.event_type::text, e.payload, e.occurred_at, e.event_id
  from agents.agent_run_events e
  join agents.team_runs r on r.id = e.team_run_id
  where r.ai_lenser_id = p_ai_lenser_id and (p_run_id is null or e.team_run_id = p_run_id)
    and (p_event_type is null or e.event_type = p_event_type)
  order by e.occurred_at desc, e.team_run_id desc, e.event_id desc
  limit agents.list_size(p_limit, 100)
$$;

grant execute on function public.fn_agent_run_events to authenticated;

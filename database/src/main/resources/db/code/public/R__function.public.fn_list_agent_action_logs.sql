-- What was done with an agent, newest first; p_cursor is the occurred_at of the last one seen.
create or replace function public.fn_list_agent_action_logs(p_ai_lenser_id uuid, p_limit int default 50, p_cursor timestamptz default null)
returns table (id uuid, ai_lenser_id uuid, action_type text, context_ref_type text, context_ref_id uuid, result text, metadata jsonb, occurred_at timestamptz)
language sql stable rows 50 set search_path = '' as $$
  select l.id, l.ai_lenser_id, l.action_type, l.context_ref_type, l.context_ref_id, l.result, l.metadata, l.occurred_at
  from agents.action_logs l
  where l.ai_lenser_id = p_ai_lenser_id and (p_cursor is null or l.occurred_at < p_cursor)
  order by l.occurred_at desc, l.id desc
  limit agents.list_size(p_limit, 50)
$$;

grant execute on function public.fn_list_agent_action_logs to authenticated;

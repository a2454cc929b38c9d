-- The teams of an agent, newest first; p_cursor is the created_at of the last one seen.
create or replace function public.fn_list_agent_teams(p_ai_lenser_id uuid, p_limit int default 50, p_cursor timestamptz default null)
returns table (id uuid, ai_lenser_id uuid, name text, description text, status text, is_active boolean, created_at timestamptz, updated_at timestamptz)
language sql stable rows 20 set search_path = '' as $$
  select t.id, t.ai_lenser_id, t.name, t.description, t.status, t.status = 'active', t.created_at, t.updated_at
  from agents.teams t
  where t.ai_lenser_id = p_ai_lenser_id and (p_cursor is null or t.created_at < p_cursor)
  order by t.created_at desc, t.id desc
  limit agents.list_size(p_limit, 50)
$$;

grant execute on function public.fn_list_agent_teams to authenticated;

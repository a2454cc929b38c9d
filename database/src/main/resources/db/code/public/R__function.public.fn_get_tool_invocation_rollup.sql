-- How often an agent called which tool in which workflow over some days, the most frequent first.
create or replace function public.fn_get_tool_invocation_rollup(p_ai_lenser_id uuid, p_days int default 7)
returns table (workflow_id uuid, workflow_title text, tool_name text, total_invocations bigint, approved_count bigint, rejected_count bigint,
  last_invoked_at timestamptz)
language plpgsql stable security definer rows 20 set search_path = '' as $$
begin
  perform agents.require_scope(p_ai_lenser_id, 'logs:view');
  if p_days is null or p_days not between 1 and 365 then
    raise exception 'a rollup is over 1 to 365 days' using errcode = '22023', hint = 'bad_days: choose 1 to 365';
  end if;
  return query
  select w.id, w.title, t.name, count(*), count(*) filter (where i.approval_status = 'approved'), count(*) filter (where i.approval_status = 'rejected'),
    max(i.created_at)
  from agents.tool_invocations i
  join agents.tools_registry t on t.id = i.tool_id
  left join agents.team_runs r on r.id = i.team_run_id
  left join lenses.workflows w on w.id = r.workflow_id
  where i.ai_lenser_id = p_ai_lenser_id and i.created_at > now() - p_days * interval '1 day'
  group by w.id, w.title, t.id, t.name
  order by count(*) desc, t.name, w.id
  limit 200;
end $$;

grant execute on function public.fn_get_tool_invocation_rollup to authenticated;

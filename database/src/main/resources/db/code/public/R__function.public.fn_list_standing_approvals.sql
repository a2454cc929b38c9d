-- Standing approvals of the caller's agents that still hold, those that end first in front.
create or replace function public.fn_list_standing_approvals(p_workflow_id uuid default null, p_limit int default 50) returns setof jsonb
language sql stable rows 10 set search_path = '' as $$
  select to_jsonb(s)
  from agents.standing_approvals s
  where s.revoked_at is null and s.expires_at > now() and (p_workflow_id is null or s.workflow_id = p_workflow_id)
  order by s.expires_at, s.id
  limit agents.list_size(p_limit, 50)
$$;

grant execute on function public.fn_list_standing_approvals to authenticated;

-- One approval, decided or not; NULL when it is not there or not the caller's to see.
create or replace function public.fn_get_approval_request(p_request_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(
    (select agents.approval_json(r) from agents.team_runs r
     where r.id = p_request_id and r.approval_status <> 'not_required' and agents.has_agent_scope(r.ai_lenser_id, 'approvals:decide')),
    (select to_jsonb(v) from agents.approval_requests_v v
     where v.request_id = p_request_id and v.request_kind <> 'team_run' and agents.has_agent_scope(v.ai_lenser_id, 'approvals:decide') limit 1))
$$;

grant execute on function public.fn_get_approval_request to authenticated;

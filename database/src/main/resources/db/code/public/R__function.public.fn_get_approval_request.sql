-- One approval, decided or not; NULL when it is not there or not the caller's to see.
create or replace function public.fn_get_approval_request(p_request_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(
    (select agents.approval_json(r) from agents.team_runs r
     where r.id = p_request_id and r.approval_status <> 'not_required' and agents.has_agent_scope(r.ai_lenser_id, 'approvals:decide')),
    (select to_jsonb(v) from agents.approval_requests_v v
     where v.request_id = p_request_id and v.request_kind not in ('team_run', 'run') and (agents.has_agent_scope(v.ai_lenser_id, 'approvals:decide')
       or v.ai_lenser_id is null and lensers.can_act_as((select r.triggered_by from lenses.workflow_runs r where r.id = v.workflow_run_id)))),
    (select jsonb_build_object('request_id', a.run_id, 'request_kind', 'run', 'ai_lenser_id', null, 'workflow_id', a.workflow_id,
       'workflow_run_id', a.run_id, 'approval_status', a.status, 'run_status', r.status, 'gate_kind', 'start_run', 'requested_action', 'start_run',
       'title', w.title, 'inputs', r.context_inputs::jsonb, 'metadata', lenses.decision_json(a), 'expires_at', a.expires_at, 'created_at', a.created_at)
     from lenses.run_approvals a
     join lenses.workflow_runs r on r.id = a.run_id
     join lenses.workflows w on w.id = a.workflow_id
     where a.run_id = p_request_id and lensers.can_act_as(a.asked_id)))
$$;

grant execute on function public.fn_get_approval_request to authenticated;

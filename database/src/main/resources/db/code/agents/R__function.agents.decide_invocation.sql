-- Approves or rejects a call that waits, once, and tells the run that waits for it.
create or replace function agents.decide_invocation(p_invocation_id uuid, p_status text, p_reason text) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_call agents.tool_invocations;
begin
  perform engine.hold_runs((select i.run_id from agents.tool_invocations i where i.id = p_invocation_id));
  v_call := agents.require_invocation(p_invocation_id, 'approvals:decide');
  if v_call.approval_status <> 'pending' then
    raise exception 'nothing waits for a decision here: %', replace(v_call.approval_status, '_', ' ') using
      errcode = case v_call.approval_status when 'not_required' then '55000' else '40001' end,
      hint = case v_call.approval_status when 'not_required' then 'nothing_to_decide: this call needs no approval'
        else 'already_decided: the decision that stands is in the detail' end,
      detail = jsonb_build_object('approval_status', v_call.approval_status, 'decided_by', v_call.approval_decided_by)::text;
  end if;
  if v_call.expires_at <= now() then
    raise exception 'nobody decided in time' using errcode = '55000', hint = 'approval_expired: the call is rejected; start the run again';
  end if;
  update agents.tool_invocations i
  set approval_status = p_status, status = p_status, approval_decided_by = lensers.get_auth_lenser_id(), approval_reason = left(p_reason, 2000),
    completed_at = case p_status when 'rejected' then now() end
  where i.id = p_invocation_id;
  if v_call.team_run_id is not null then
    perform agents.add_run_event(v_call.team_run_id, 'tool.approval_response',
      jsonb_build_object('invocation_id', p_invocation_id, 'decision', p_status), v_call.agent_run_step_id);
  end if;
  if v_call.run_id is not null and v_call.call_no is not null then
    perform engine.signal(v_call.run_id, v_call.node_id, 'tool_decided', jsonb_build_object('invocation_id', p_invocation_id, 'decision', p_status));
  end if;
  perform agents.log_action(v_call.ai_lenser_id, 'tool.decided', 'tool_invocation', p_invocation_id, jsonb_build_object('decision', p_status));
  perform agents.audit(v_call.ai_lenser_id, 'tool.' || p_status, 'tool_invocation', p_invocation_id,
    jsonb_build_object('input_hash', encode(v_call.input_hash, 'hex'), 'reason', p_reason));
end $$;

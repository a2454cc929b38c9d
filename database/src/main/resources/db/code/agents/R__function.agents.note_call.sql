-- Notes a call of a tool before anything of it happens, with what is to be sent and whether somebody has to approve it.
create or replace function agents.note_call(p_run agents.team_runs, p_call jsonb, p_tool agents.tools_registry) returns agents.tool_invocations
language plpgsql volatile set search_path = '' as $$
declare
  v_agent uuid := (p_call ->> 'agent_id')::uuid;
  v_member uuid := (p_call ->> 'member_id')::uuid;
  v_tainted boolean := coalesce((p_call ->> 'tainted')::boolean, true);
  v_asks record := agents.call_asks(v_agent, v_member, p_run, p_tool, p_call -> 'input', v_tainted);
  v_hours int := coalesce((select s.approval_timeout_hours from agents.workspace_settings s where s.ai_lenser_id = v_agent), 24);
  v_minutes int := (select (a.approval_policy ->> 'timeoutMinutes')::int from agents.workflow_assignments a where a.id = p_run.workflow_assignment_id);
  v_call agents.tool_invocations;
begin
  insert into agents.tool_invocations (team_run_id, run_id, node_id, agent_run_step_id, tool_id, ai_lenser_id, input, input_hash, status,
    approval_status, approval_required, approval_reason, call_no, is_tainted, request, expires_at)
  values (p_run.id, p_run.workflow_run_id, (p_call ->> 'node_id')::uuid, (p_call ->> 'step_id')::uuid, p_tool.id, v_agent, p_call -> 'input',
    sha256(p_tool.content_hash || convert_to((p_call -> 'input')::text, 'UTF8')),
    case v_asks.status when 'approved' then 'approved' else 'pending' end, v_asks.status, v_asks.status <> 'not_required',
    'standing approval ' || v_asks.standing, (p_call ->> 'call_no')::int, v_tainted, p_call -> 'request',
    case v_asks.status when 'pending' then now() + coalesce(v_minutes * interval '1 minute', v_hours * interval '1 hour') end)
  returning * into v_call;
  perform agents.log_action(v_agent, 'tool.invoked', 'tool_invocation', v_call.id, jsonb_build_object('tool', p_tool.key, 'gate', v_asks.gate));
  if v_asks.status = 'pending' then
    perform agents.add_run_event(p_run.id, 'tool.approval_required', jsonb_build_object('invocation_id', v_call.id, 'tool', p_tool.key,
      'gate', v_asks.gate, 'tainted', v_tainted, 'node_id', v_call.node_id, 'expires_at', v_call.expires_at), v_call.agent_run_step_id);
  end if;
  return v_call;
end $$;

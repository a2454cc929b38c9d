-- Asks to make a call of a tool: go, or why not. A repeated attempt finds the call that it made before. A call that writes and whose outcome is
-- unknown is repeated only where the other side knows it again by its key; else it is blocked until a person says what happened.
create or replace function agents.begin_call(p_run_id uuid, p_claim_id uuid, p_call jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_run agents.team_runs;
  v_tool agents.tools_registry;
  v_call agents.tool_invocations;
  v_state text;
  v_verdict record;
  v_calls int;
begin
  if not agents.holds_claim(p_run_id, p_claim_id) or exists (select from engine.run_queue q where q.run_id = p_run_id and q.cancel_asked) then
    return '{"state": "lost"}';
  end if;
  select * into v_run from agents.team_runs r where r.workflow_run_id = p_run_id;
  select * into v_tool from agents.tools_registry t where t.id = (p_call ->> 'tool_id')::uuid;
  v_verdict := agents.tool_verdict((p_call ->> 'agent_id')::uuid, v_tool.id,
    (select x.tool_id from agents.profiles_of((p_call ->> 'agent_id')::uuid, (p_call ->> 'member_id')::uuid) x));
  select * into v_call from agents.tool_invocations i
  where i.run_id = p_run_id and i.node_id = (p_call ->> 'node_id')::uuid and i.call_no = (p_call ->> 'call_no')::int
  order by i.id desc limit 1 for no key update;
  if v_call.id is null and v_verdict.allowed is not true then
    perform agents.log_action((p_call ->> 'agent_id')::uuid, 'tool.invoked', 'tool', v_tool.id, jsonb_build_object('reason', v_verdict.reason), 'blocked_by_policy');
    return jsonb_build_object('state', 'denied', 'reason', coalesce(v_verdict.reason, 'not_registered'));
  elsif v_call.id is null then
    select min(p.max_calls_per_run) into v_calls from agents.tool_profiles p
    where p.id = (select x.tool_id from agents.profiles_of((p_call ->> 'agent_id')::uuid, (p_call ->> 'member_id')::uuid) x);
    if (select count(*) from agents.tool_invocations i where i.run_id = p_run_id and i.ai_lenser_id = (p_call ->> 'agent_id')::uuid) >= v_calls then
      return jsonb_build_object('state', 'denied', 'reason', 'max_calls_per_run_reached');
    end if;
    v_call := agents.note_call(v_run, p_call, v_tool);
  end if;
  v_state := case
    when v_call.status in ('completed', 'failed', 'rejected') then v_call.status
    when v_call.status = 'blocked' then 'unknown'
    when v_call.input_hash <> sha256(v_tool.content_hash || convert_to((p_call -> 'input')::text, 'UTF8')) or v_verdict.allowed is not true then 'changed'
    when v_call.approval_status = 'pending' then 'asks'
    when v_call.status = 'running' and v_tool.egress_class = 'write' and v_tool.idempotency_header is null then 'unknown'
    else 'go'
  end;
  if v_state = 'changed' or v_state = 'unknown' and v_call.status <> 'blocked' then
    update agents.tool_invocations i
    set status = case v_state when 'changed' then 'failed' else 'blocked' end,
      error = case v_state when 'changed' then 'the tool, its target or the input is not what was asked for any more'
        else 'nobody knows whether this call took effect' end, completed_at = case v_state when 'changed' then now() end
    where i.id = v_call.id returning * into v_call;
  elsif v_state = 'go' then
    update agents.tool_invocations i set status = 'running', started_at = coalesce(i.started_at, now()) where i.id = v_call.id;
    perform agents.add_run_event(v_run.id, 'tool.started', jsonb_build_object('invocation_id', v_call.id, 'tool', v_tool.key, 'node_id', v_call.node_id),
      v_call.agent_run_step_id);
  end if;
  return jsonb_build_object('state', v_state, 'invocation_id', v_call.id, 'idempotency_key', v_call.idempotency_key, 'output', v_call.output,
    'reason', coalesce(v_call.error, v_call.approval_reason), 'expires_at', v_call.expires_at);
end $$;

grant execute on function agents.begin_call to engine_worker;

-- Says why a call that a person asked for cannot begin now. One that writes and whose outcome is unknown does not begin again, but where the
-- other side knows a repetition by its key.
create or replace function agents.require_startable(p_call agents.tool_invocations, p_tool agents.tools_registry) returns void
language plpgsql stable set search_path = '' as $$
declare
  v_verdict record := agents.tool_verdict((p_call).ai_lenser_id, (p_call).tool_id);
  v_refusal text := agents.agent_refusal((p_call).ai_lenser_id);
  v_begun boolean := (p_call).status in ('running', 'blocked');
begin
  if (p_call).call_no is not null then
    raise exception 'this call belongs to a step of a run' using errcode = '55000', hint = 'call_of_run: the run makes it by itself once it is approved';
  elsif (p_call).status in ('completed', 'failed', 'rejected') then
    raise exception 'this call is over: %', (p_call).status using errcode = '55000', hint = 'call_finished: ask for a new one (fn_invoke_tool)';
  elsif (p_call).approval_status not in ('approved', 'not_required') then
    raise exception 'the call was not approved' using errcode = '55000', hint = 'not_approved: approve it first (fn_approve_tool_invocation)';
  elsif (p_call).status = 'running' and ((p_call).run_until is null or (p_call).run_until > now()) then
    raise exception 'somebody carries this call out already' using errcode = '55000', hint = 'call_running: wait for its end';
  elsif v_begun and (p_tool).egress_class = 'write' and (p_tool).idempotency_header is null then
    raise exception 'nobody knows whether this call took effect' using
      errcode = '55000', hint = 'unknown_outcome: look at the other side, then say what came of it (fn_complete_tool_invocation)';
  elsif exists (select from agents.team_runs r where r.id = (p_call).team_run_id and r.status in ('completed', 'failed', 'cancelled')) then
    raise exception 'team run % is over', (p_call).team_run_id using errcode = '55000', hint = 'run_finished: start a new one';
  elsif v_refusal is not null then
    raise exception '%', v_refusal using errcode = '55000', hint = 'agent_stopped: switch the agent on again';
  elsif v_verdict.allowed is not true then
    raise exception 'the agent may not call "%": %', (p_tool).key, replace(v_verdict.reason, '_', ' ') using
      errcode = '42501', hint = 'tool_denied: change the tool, its assignment or the tool profile', detail = jsonb_build_object('reason', v_verdict.reason)::text;
  end if;
end $$;

-- Notes that a tool is to be called, approved in advance where a standing approval covers it. Refuses what the agent may not call.
create or replace function agents.add_invocation(p_team_run agents.team_runs, p_run_id uuid, p_node_id uuid, p_tool_id uuid, p_ai_lenser_id uuid,
  p_input jsonb, p_step_id uuid) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_verdict record := agents.tool_verdict(p_ai_lenser_id, p_tool_id);
  v_tool agents.tools_registry;
  v_asks record;
  v_hours int := coalesce((select s.approval_timeout_hours from agents.workspace_settings s where s.ai_lenser_id = p_ai_lenser_id), 24);
  v_calls int;
  v_id uuid;
begin
  select * into v_tool from agents.tools_registry t where t.id = p_tool_id;
  if v_tool.id is null or v_verdict.reason = 'not_assigned' then
    raise exception 'tool % was not found', p_tool_id using errcode = 'P0002', hint = 'tool_not_found: give the agent the tool first (fn_assign_tool)';
  end if;
  if not v_verdict.allowed then
    perform agents.log_action(p_ai_lenser_id, 'tool.invoked', 'tool', p_tool_id, jsonb_build_object('reason', v_verdict.reason), 'blocked_by_policy');
    raise exception 'the agent may not call "%": %', v_tool.key, replace(v_verdict.reason, '_', ' ') using
      errcode = '42501', hint = 'tool_denied: change the tool, its assignment or the tool profile', detail = jsonb_build_object('reason', v_verdict.reason)::text;
  end if;
  select p.max_calls_per_run into v_calls from agents.tool_profiles p where p.ai_lenser_id = p_ai_lenser_id and p.is_default;
  if (select count(*) from agents.tool_invocations i where i.ai_lenser_id = p_ai_lenser_id
      and (i.team_run_id = (p_team_run).id or i.run_id = p_run_id)) >= v_calls then
    raise exception 'the agent has called tools % times in this run', v_calls using
      errcode = '54000', hint = 'too_many_calls: raise max_calls_per_run in the tool profile';
  end if;
  v_asks := agents.call_asks(p_ai_lenser_id, null, p_team_run, v_tool, p_input, false);
  insert into agents.tool_invocations (team_run_id, run_id, node_id, agent_run_step_id, tool_id, ai_lenser_id, input, input_hash, status,
    approval_status, approval_required, approval_reason, expires_at)
  values ((p_team_run).id, p_run_id, p_node_id, p_step_id, p_tool_id, p_ai_lenser_id, p_input,
    sha256(v_tool.content_hash || convert_to(p_input::text, 'UTF8')), case v_asks.status when 'approved' then 'approved' else 'pending' end,
    v_asks.status, v_asks.status <> 'not_required', 'standing approval ' || v_asks.standing,
    case v_asks.status when 'pending' then now() + v_hours * interval '1 hour' end)
  returning id into v_id;
  perform agents.log_action(p_ai_lenser_id, 'tool.invoked', 'tool_invocation', v_id, jsonb_build_object('tool', v_tool.key, 'gate', v_asks.gate));
  if (p_team_run).id is not null and v_asks.status = 'pending' then
    perform agents.add_run_event((p_team_run).id, 'tool.approval_required', jsonb_build_object('invocation_id', v_id, 'tool', v_tool.key,
      'gate', v_asks.gate), p_step_id);
  end if;
  return v_id;
end $$;

grant execute on function agents.add_invocation to engine_worker;

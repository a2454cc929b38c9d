-- Records what came of a call: running once it starts, then completed, failed or blocked (nobody knows whether it took effect). Of a blocked call
-- a person says so.
create or replace function public.fn_complete_tool_invocation(p_invocation_id uuid, p_status text, p_output jsonb default null, p_error text default null,
  p_cost numeric default null) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_call agents.tool_invocations := agents.require_invocation(p_invocation_id, 'tools:manage');
begin
  if p_status is null or p_status not in ('running', 'completed', 'failed', 'blocked') or p_cost < 0 then
    raise exception 'a call cannot become "%"', p_status using errcode = '22023', hint = 'bad_status: pass running, completed, failed or blocked, and no negative cost';
  end if;
  if p_status = 'running' and v_call.approval_status not in ('approved', 'not_required') then
    raise exception 'the call was not approved' using errcode = '55000', hint = 'not_approved: approve it first (fn_approve_tool_invocation)';
  end if;
  if p_status = 'completed' and (v_call.status not in ('running', 'blocked') or v_call.approval_status not in ('approved', 'not_required')) then
    raise exception 'the call is not running' using errcode = '55000', hint = 'not_running: it is ' || v_call.status;
  end if;
  if octet_length(p_output::text) > 1048576 then
    raise exception 'the output has more than 1 MiB' using errcode = '54000', hint = 'output_too_large: store it elsewhere and pass a reference';
  end if;
  update agents.tool_invocations i
  set status = p_status, output = coalesce(p_output, i.output), error = left(p_error, 8000), cost_estimate = coalesce(p_cost, i.cost_estimate),
    started_at = case when p_status = 'running' then now() else i.started_at end,
    completed_at = case when p_status in ('completed', 'failed') then now() end
  where i.id = p_invocation_id;
  if v_call.team_run_id is not null and p_status <> 'blocked' then
    perform agents.add_run_event(v_call.team_run_id, case p_status when 'running' then 'tool.started' else 'tool.' || p_status end,
      jsonb_build_object('invocation_id', p_invocation_id), v_call.agent_run_step_id);
  end if;
end $$;

grant execute on function public.fn_complete_tool_invocation to authenticated;

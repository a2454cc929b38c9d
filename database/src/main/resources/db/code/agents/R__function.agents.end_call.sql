-- Records what came of a call, under the claim that made it; false where somebody else holds the run by now.
create or replace function agents.end_call(p_run_id uuid, p_claim_id uuid, p_invocation_id uuid, p_status text, p_output jsonb, p_error text, p_cost numeric)
returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_call agents.tool_invocations;
begin
  if not agents.holds_claim(p_run_id, p_claim_id) then
    return false;
  end if;
  update agents.tool_invocations i
  set status = p_status, output = p_output, error = left(p_error, 8000), cost_estimate = p_cost,
    completed_at = case when p_status in ('completed', 'failed') then now() end
  where i.id = p_invocation_id and i.run_id = p_run_id and i.status = 'running'
  returning * into v_call;
  if v_call.id is null then
    return false;
  end if;
  if p_status in ('completed', 'failed') then
    perform agents.add_run_event(v_call.team_run_id, 'tool.' || p_status, jsonb_strip_nulls(jsonb_build_object('invocation_id', v_call.id,
      'node_id', v_call.node_id, 'message', v_call.error)), v_call.agent_run_step_id);
  end if;
  return true;
end $$;

grant execute on function agents.end_call to engine_worker;

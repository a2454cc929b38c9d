-- Rejects calls of tools that nobody approved in time, and tells the runs that wait; how many.
create or replace function agents.expire_calls() returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_call agents.tool_invocations;
  v_count int := 0;
begin
  for v_call in
    select i.* from agents.tool_invocations i
    where i.approval_status = 'pending' and i.expires_at <= now()
    order by i.expires_at, i.id limit 200
    for no key update skip locked
  loop
    perform engine.hold_run(v_call.run_id);
    update agents.tool_invocations i
    set approval_status = 'rejected', status = 'rejected', approval_reason = 'nobody decided in time', completed_at = now()
    where i.id = v_call.id;
    if v_call.team_run_id is not null then
      perform agents.add_run_event(v_call.team_run_id, 'approval.timed_out', jsonb_build_object('invocation_id', v_call.id), v_call.agent_run_step_id);
    end if;
    perform engine.signal(v_call.run_id, v_call.node_id, 'tool_decided', jsonb_build_object('invocation_id', v_call.id, 'decision', 'rejected'))
      where v_call.run_id is not null and v_call.call_no is not null;
    perform agents.audit(v_call.ai_lenser_id, 'tool.expired', 'tool_invocation', v_call.id);
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;

grant execute on function agents.expire_calls to engine_worker;

-- Ends calls whose maker was lost: one that writes is blocked until somebody says what came of it, any other has failed. How many.
create or replace function agents.give_up_calls() returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_call record;
  v_count int := 0;
begin
  for v_call in
    select i.id, i.team_run_id, i.agent_run_step_id, i.ai_lenser_id, t.egress_class
    from agents.tool_invocations i join agents.tools_registry t on t.id = i.tool_id
    where i.status = 'running' and i.run_until < now() - interval '10 seconds'
    order by i.run_until, i.id limit 200
    for no key update of i skip locked
  loop
    update agents.tool_invocations i
    set status = case v_call.egress_class when 'write' then 'blocked' else 'failed' end,
      error = case v_call.egress_class when 'write' then 'whoever made this call was lost; nobody knows whether it took effect'
        else 'whoever made this call was lost; ask for it again' end,
      completed_at = case when v_call.egress_class <> 'write' then now() end
    where i.id = v_call.id;
    if v_call.egress_class <> 'write' then
      perform agents.add_run_event(v_call.team_run_id, 'tool.failed', jsonb_build_object('invocation_id', v_call.id), v_call.agent_run_step_id);
    end if;
    perform agents.audit(v_call.ai_lenser_id, 'tool.lost', 'tool_invocation', v_call.id);
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;

grant execute on function agents.give_up_calls to engine_worker;

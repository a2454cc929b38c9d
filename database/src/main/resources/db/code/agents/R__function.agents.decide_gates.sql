-- Decides, for a whole run, the gates at which one of its steps waits; the steps that wait at the same gate go on with it. How many requests
-- were decided. Callers have checked who asks.
create or replace function agents.decide_gates(p_run_id uuid, p_node_id uuid, p_values jsonb) returns int
language plpgsql volatile set search_path = '' as $$
declare
  v_status text := case when p_values -> 'approved' is not distinct from 'false' then 'rejected' else 'approved' end;
  v_asked agents.gate_requests;
  v_count int := 0;
begin
  for v_asked in
    select g.* from agents.gate_requests g where g.run_id = p_run_id and g.node_id = p_node_id and g.status = 'pending' for no key update
  loop
    update agents.gate_requests g
    set status = v_status, decided_by = lensers.get_auth_lenser_id(), decided_at = clock_timestamp(), is_told = (g.run_id, g.node_id) = (p_run_id, p_node_id)
    where g.root_run_id = v_asked.root_run_id and g.gate = v_asked.gate and g.status = 'pending';
    perform agents.audit(v_asked.ai_lenser_id, 'gate.' || v_status, 'workflow_run', v_asked.root_run_id,
      jsonb_build_object('gate', v_asked.gate, 'node_id', p_node_id, 'reason', p_values ->> 'reason'));
    v_count := v_count + 1;
  end loop;
  if v_count > 0 then
    perform agents.tell_gates();
  end if;
  return v_count;
end $$;

-- Tells steps that wait at a gate what was decided about it elsewhere in their run; how many. A step that was about to wait when it was
-- decided is told by the rounds.
create or replace function agents.tell_gates() returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_asked agents.gate_requests;
  v_answer jsonb;
  v_count int := 0;
begin
  perform engine.hold_runs(variadic array(select g.run_id from agents.gate_requests g where g.status <> 'pending' and not g.is_told limit 2000));
  for v_asked in
    select g.* from agents.gate_requests g
    join lenses.workflow_node_results n on n.run_id = g.run_id and n.node_id = g.node_id and n.iteration = 0
    where g.status <> 'pending' and not g.is_told and n.status = 'blocked' and n.waiting_reason = 'human_input'
    order by g.decided_at, g.id limit 200
    for no key update of g skip locked
  loop
    update agents.gate_requests g set is_told = true where g.id = v_asked.id;
    v_answer := jsonb_build_object('approved', v_asked.status = 'approved', 'gate', v_asked.gate);
    perform agents.note_answer(v_asked.run_id, v_asked.node_id, v_answer);
    perform engine.signal(v_asked.run_id, v_asked.node_id, 'human_input', v_answer);
    v_count := v_count + 1;
  end loop;
  update agents.gate_requests g set is_told = true
  from lenses.workflow_runs r
  where g.status <> 'pending' and not g.is_told and r.id = g.run_id and r.status in ('completed', 'failed', 'cancelled', 'timed_out');
  return v_count;
end $$;

grant execute on function agents.tell_gates to engine_worker;

-- Asked by a worker before a paid call of an agent's run: open, or asks or refused with the gate and the reason. What asks is noted, once for
-- each step. p_spent: what the run has spent as its worker knows it.
create or replace function agents.ask_gate(p_run_id uuid, p_node_id uuid, p_spent numeric) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_run record;
  v_root uuid;
  v_closed record;
begin
  select r.ai_lenser_id, r.spent_credits into v_run from lenses.workflow_runs r where r.id = p_run_id;
  if v_run.ai_lenser_id is null then
    return '{"state": "open"}';
  end if;
  v_root := engine.root_run(p_run_id);
  v_closed := agents.closed_gate(v_root, greatest(p_spent - v_run.spent_credits, 0));
  if v_closed.gate is null then
    return '{"state": "open"}';
  elsif exists (select from agents.gate_requests g where g.root_run_id = v_root and g.gate = v_closed.gate and g.status = 'rejected') then
    return jsonb_build_object('state', 'refused', 'gate', v_closed.gate, 'reason', v_closed.reason);
  end if;
  insert into agents.gate_requests (root_run_id, run_id, node_id, ai_lenser_id, gate, reason)
  values (v_root, p_run_id, p_node_id, v_run.ai_lenser_id, v_closed.gate, v_closed.reason)
  on conflict (run_id, node_id, gate) where status = 'pending' do nothing;
  if found then
    perform agents.log_action(v_run.ai_lenser_id, 'approval.requested', 'workflow_run', v_root,
      jsonb_build_object('gate_kind', v_closed.gate, 'node_id', p_node_id, 'reason', v_closed.reason));
  end if;
  return jsonb_build_object('state', 'asks', 'gate', v_closed.gate, 'reason', v_closed.reason, 'minutes', coalesce(
    (select (a.approval_policy ->> 'timeoutMinutes')::int from agents.team_runs t join agents.workflow_assignments a on a.id = t.workflow_assignment_id
      where t.workflow_run_id = v_root),
    (select s.approval_timeout_hours * 60 from agents.workspace_settings s where s.ai_lenser_id = v_run.ai_lenser_id)));
end $$;

grant execute on function agents.ask_gate to engine_worker;

-- Keeps what a person decided about a step of a team run, with its event and its audit row; nothing where no step stands for the node.
create or replace function agents.note_answer(p_run_id uuid, p_node_id uuid, p_values jsonb) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_step agents.agent_run_steps;
  v_agent uuid := (select r.ai_lenser_id from agents.team_runs r where r.workflow_run_id = p_run_id);
  v_approved boolean := p_values -> 'approved' is distinct from 'false';
begin
  select s.* into v_step from agents.agent_run_steps s join agents.team_runs r on r.id = s.team_run_id
  where r.workflow_run_id = p_run_id and s.workflow_node_id = p_node_id and s.kind = 'work';
  if v_step.id is null then
    return;
  end if;
  insert into agents.step_decisions (run_id, node_id, approved, answer, decided_by)
  select p_run_id, p_node_id, v_approved, p_values, lensers.get_auth_lenser_id()
  -- a word at a gate is about what the run may pay, and is kept there
  where not exists (select from agents.gate_requests g where g.run_id = p_run_id and g.node_id = p_node_id and g.status = 'pending');
  perform agents.add_run_event(v_step.team_run_id, 'approval.decided', jsonb_build_object('node_id', p_node_id, 'approved', v_approved), v_step.id);
  perform agents.log_action(v_agent, 'approval.decided', 'agent_run_step', v_step.id, jsonb_build_object('approved', v_approved));
  perform agents.audit(v_agent, 'step.' || case when v_approved then 'approved' else 'rejected' end, 'agent_run_step', v_step.id, p_values);
end $$;

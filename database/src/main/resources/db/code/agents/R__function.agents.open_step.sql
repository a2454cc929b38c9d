-- What a worker may do with a step when it begins an attempt: go, with everything that its member works under; ask a person first; look for
-- another member; wait until what led to the attempt is written; or nothing, because the claim is lost. Every attempt asks anew, so a switch that is thrown holds at once.
create or replace function agents.open_step(p_run_id uuid, p_node_id uuid, p_claim_id uuid, p_attempt int) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_run agents.team_runs;
  v_step agents.agent_run_steps;
  v_policy jsonb;
  v_refusal text;
  v_decision agents.step_decisions;
begin
  if not agents.holds_claim(p_run_id, p_claim_id) then
    return '{"verdict": "lost"}';
  end if;
  if not exists (select from lenses.workflow_node_results n where n.run_id = p_run_id and n.node_id = p_node_id and n.attempts >= p_attempt) then
    return '{"verdict": "early"}';
  end if;
  select * into v_run from agents.team_runs r where r.workflow_run_id = p_run_id;
  select * into v_step from agents.agent_run_steps s where s.team_run_id = v_run.id and s.workflow_node_id = p_node_id and s.kind = 'work';
  if v_step.id is null then
    return '{"verdict": "free"}';
  end if;
  v_policy := coalesce((select s.approval_policy from lenses.workflow_schedules s join lenses.workflow_runs w on w.schedule_id = s.id where w.id = p_run_id),
    (select a.approval_policy from agents.workflow_assignments a where a.id = v_run.workflow_assignment_id), '{}');
  v_refusal := coalesce(agents.agent_refusal(v_run.ai_lenser_id), agents.team_refusal(v_run.team_id));
  select * into v_decision from agents.step_decisions d where d.run_id = p_run_id and d.node_id = p_node_id order by d.id desc limit 1;
  if not v_decision.approved then
    return jsonb_build_object('verdict', 'refused', 'reason', coalesce(v_decision.answer ->> 'reason', 'no reason was given'));
  elsif v_refusal is not null then
    update agents.agent_run_steps s set blocker_summary = v_refusal where s.id = v_step.id;
    return jsonb_build_object('verdict', 'ask', 'kind', 'halted', 'reason', v_refusal, 'minutes', v_policy -> 'timeoutMinutes');
  elsif v_step.agent_id is null or agents.seat_refusal(v_run.ai_lenser_id, v_step.agent_id) is not null
    or not coalesce((select m.is_active from agents.team_members m where m.id = v_step.team_member_id), v_run.team_id is null or v_step.choice ? 'substitute')
  then
    return jsonb_build_object('verdict', 'seek', 'reason', coalesce(v_step.blocker_summary, agents.seat_refusal(v_run.ai_lenser_id, v_step.agent_id), 'the member is gone'));
  elsif v_policy ->> 'mode' = 'every_node' and v_policy -> 'requiresApproval' is distinct from 'false' and v_decision.id is null then
    update agents.agent_run_steps s set blocker_summary = 'waits for approval' where s.id = v_step.id;
    return jsonb_build_object('verdict', 'ask', 'kind', 'every_node', 'reason', 'every step of this assignment is approved by a person',
      'minutes', v_policy -> 'timeoutMinutes');
  end if;
  update agents.agent_run_steps s set current_task = left('working on ' || s.title, 2000), blocker_summary = null where s.id = v_step.id;
  return jsonb_build_object('verdict', 'go', 'mode', v_policy ->> 'mode', 'step_id', v_step.id, 'substituted', v_step.choice ? 'substitute',
      'stands_in', v_step.choice ?| array['substitute', 'stands_in'])
    || agents.seat_json(v_run, v_step.agent_id, v_step.team_member_id);
end $$;

grant execute on function agents.open_step to engine_worker;

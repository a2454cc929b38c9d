-- Notes a step beside a node's own: a review or a delegated task, with its events; begun without an end, ended with one.
create or replace function agents.note_side_step(p_run_id uuid, p_claim_id uuid, p_step jsonb) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_run agents.team_runs;
  v_step agents.agent_run_steps;
  v_end text := p_step ->> 'end';
begin
  if not agents.holds_claim(p_run_id, p_claim_id) then
    return null;
  end if;
  select * into v_run from agents.team_runs r where r.workflow_run_id = p_run_id;
  if p_step ? 'id' then
    update agents.agent_run_steps s set status = v_end, completed_at = now(), recent_output_summary = left(p_step ->> 'summary', 1000)
    where s.id = (p_step ->> 'id')::uuid and s.team_run_id = v_run.id and s.status = 'running' returning * into v_step;
  else
    insert into agents.agent_run_steps (team_run_id, team_member_id, agent_id, kind, lane, title, current_task, status, started_at, payload)
    select v_run.id, m.id, m.agent_id, p_step ->> 'kind', m.lane, left(p_step ->> 'title', 200), left(p_step ->> 'task', 2000), 'running', now(),
      jsonb_build_object('node_id', p_step -> 'node_id')
    from agents.team_members m where m.id = (p_step ->> 'member_id')::uuid
    returning * into v_step;
  end if;
  if v_step.id is not null then
    perform agents.add_run_event(v_run.id, case v_step.kind when 'review' then case when v_end is null then 'step.review.requested' else 'step.review.decided' end
        else case when v_end is null then 'step.assigned' else 'node.' || v_end end end,
      jsonb_strip_nulls(jsonb_build_object('kind', v_step.kind, 'title', v_step.title, 'member_id', v_step.team_member_id, 'agent_id', v_step.agent_id,
        'node_id', v_step.payload -> 'node_id', 'verdict', p_step -> 'verdict', 'round', p_step -> 'round', 'message', p_step -> 'summary')), v_step.id);
  end if;
  return v_step.id;
end $$;

grant execute on function agents.note_side_step to engine_worker;

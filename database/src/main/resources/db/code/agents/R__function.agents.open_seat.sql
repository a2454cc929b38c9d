-- What a member works under who is asked for a task beside the node's own: a review, or what another hands on. NULL when it cannot work
-- now, or somebody else holds the run. Members of a team that took over a step are asked like those of the run's own.
create or replace function agents.open_seat(p_run_id uuid, p_claim_id uuid, p_member_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_run agents.team_runs;
  v_member agents.team_members;
begin
  select * into v_run from agents.team_runs r where r.workflow_run_id = p_run_id;
  select * into v_member from agents.team_members m
  where m.id = p_member_id and m.is_active and (m.team_id = v_run.team_id or exists (
    select from agents.agent_run_steps s join agents.team_members x on x.id = s.team_member_id
    where s.team_run_id = v_run.id and s.choice ? 'substitute' and x.team_id = m.team_id));
  if v_member.id is null or not agents.holds_claim(p_run_id, p_claim_id) or agents.seat_refusal(v_run.ai_lenser_id, v_member.agent_id) is not null then
    return null;
  end if;
  return agents.seat_json(v_run, v_member.agent_id, v_member.id);
end $$;

grant execute on function agents.open_seat to engine_worker;

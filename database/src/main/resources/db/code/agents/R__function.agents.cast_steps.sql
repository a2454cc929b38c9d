-- Gives each node of a run its step: [{node_id, title, member_id, agent_id, lane, choice, blocker}]. Nodes that have one keep it unless p_again.
-- What a profile keeps for one run only is forgotten when the next one begins.
create or replace function agents.cast_steps(p_run_id uuid, p_claim_id uuid, p_steps jsonb, p_again boolean default false) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_run agents.team_runs;
  v_step record;
begin
  if not agents.holds_claim(p_run_id, p_claim_id) then
    return false;
  end if;
  select * into v_run from agents.team_runs r where r.workflow_run_id = p_run_id for no key update;
  for v_step in
    insert into agents.agent_run_steps as s (team_run_id, workflow_node_id, team_member_id, agent_id, lane, title, choice, blocker_summary)
    select v_run.id, x.node_id, x.member_id, x.agent_id, coalesce(x.lane, 0), left(x.title, 200), coalesce(x.choice, '{}'), left(x.blocker, 2000)
    from jsonb_to_recordset(p_steps) x (node_id uuid, member_id uuid, agent_id uuid, lane int, title text, choice jsonb, blocker text)
    on conflict (team_run_id, workflow_node_id) where kind = 'work' and workflow_node_id is not null
      do update set team_member_id = excluded.team_member_id, agent_id = excluded.agent_id, lane = excluded.lane, choice = excluded.choice,
        blocker_summary = excluded.blocker_summary
      where p_again
    returning s.*
  loop
    perform agents.add_run_event(v_run.id, case when v_step.agent_id is null then 'step.blocked' else 'step.assigned' end,
      jsonb_strip_nulls(jsonb_build_object('node_id', v_step.workflow_node_id, 'title', v_step.title, 'member_id', v_step.team_member_id,
        'agent_id', v_step.agent_id, 'lane', v_step.lane, 'reason', v_step.choice ->> 'reason', 'message', v_step.blocker_summary)), v_step.id);
  end loop;
  with used as materialized (
    select o.memory_id
    from (select distinct s.agent_id, s.team_member_id from agents.agent_run_steps s where not p_again and s.team_run_id = v_run.id) s
    cross join lateral agents.profiles_of(s.agent_id, s.team_member_id) o
  )
  delete from agents.memories m using agents.memory_profiles p
  where p.id in (select u.memory_id from used u) and p.reset_policy = 'per_run' and m.profile_id = p.id
    and m.team_run_id is distinct from v_run.id and m.source = 'agent';
  return true;
end $$;

grant execute on function agents.cast_steps to engine_worker;

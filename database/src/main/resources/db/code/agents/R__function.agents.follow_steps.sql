-- Brings the steps of team runs to where their nodes are, and closes those whose run is over. The engine's journal calls it behind the rows
-- that it has written, in their transaction.
create or replace function agents.follow_steps(p_runs uuid[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_step record;
  v_run record;
begin
  -- in the order in which the fence took the runs
  perform from agents.team_runs r where r.workflow_run_id = any (p_runs) order by r.workflow_run_id for no key update;
  for v_step in
    select s as step, x.target, coalesce(n.completed_at, n.started_at) as at,
      coalesce(case n.status when 'blocked' then (
          select b.payload #>> '{ask,reason}' from lenses.workflow_run_events b
          where b.run_id = n.run_id and b.node_id = n.node_id and b.type = 'node.blocked' order by b.event_id desc limit 1) end,
        n.error_message, n.output_data ->> 'output', replace(n.waiting_reason::text, '_', ' ')) as words
    from agents.team_runs r
    join agents.agent_run_steps s on s.team_run_id = r.id and s.kind = 'work'
    join lenses.workflow_node_results n on n.run_id = r.workflow_run_id and n.node_id = s.workflow_node_id and n.iteration = 0
    cross join lateral (
      select case
        when n.status in ('running', 'streaming', 'retrying') then 'running'
        when n.status in ('blocked', 'completed', 'skipped') then n.status::text
        when n.status = 'cancelled' and n.attempts = 0 then 'skipped'
        when n.status in ('failed', 'timed_out', 'cancelled', 'invalidated') then 'failed'
      end as target) x
    where r.workflow_run_id = any (p_runs) and r.status in ('queued', 'running', 'blocked')
      and s.status not in ('completed', 'failed', 'skipped') and x.target <> s.status
    order by coalesce(n.completed_at, n.started_at), n.started_at, s.id
  loop
    perform agents.move_step(v_step.step, v_step.target, v_step.words, v_step.at);
  end loop;
  update agents.team_runs r set status = x.status
  from (
    select r.id, case when bool_or(s.status = 'blocked') and not bool_or(s.status = 'running') then 'blocked' else 'running' end as status
    from agents.team_runs r join agents.agent_run_steps s on s.team_run_id = r.id
    where r.workflow_run_id = any (p_runs) and r.status in ('running', 'blocked')
    group by r.id) x
  where r.id = x.id and r.status <> x.status;
  for v_run in
    select r as team_run, w.status, w.completed_at
    from agents.team_runs r join lenses.workflow_runs w on w.id = r.workflow_run_id
    where r.workflow_run_id = any (p_runs) and r.status in ('queued', 'running', 'blocked')
      and w.status in ('completed', 'failed', 'cancelled', 'timed_out')
    order by r.workflow_run_id
  loop
    perform agents.close_team_run(v_run.team_run, v_run.status::text, coalesce(v_run.completed_at, now()));
  end loop;
end $$;

grant execute on function agents.follow_steps to engine_worker;

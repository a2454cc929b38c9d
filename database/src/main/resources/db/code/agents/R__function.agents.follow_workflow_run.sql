-- Trigger function on workflow runs: the team run that stands for one follows its status and tells it. Where the engine ends a run, the
-- outcomes of its nodes come right behind in the same transaction, and agents.follow_steps closes the team run after them.
create or replace function agents.follow_workflow_run() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_run agents.team_runs;
begin
  select * into v_run from agents.team_runs r
  where r.workflow_run_id = new.id and r.status in ('queued', 'running', 'blocked') for no key update;
  if v_run.id is null then
    return null;
  end if;
  if new.status in ('running', 'streaming', 'recovered') then
    if v_run.status = 'queued' then
      update agents.team_runs r set status = 'running', started_at = now() where r.id = v_run.id;
      perform agents.add_run_event(v_run.id, 'run.started', jsonb_build_object('workflow_run_id', new.id));
    end if;
  elsif new.status in ('completed', 'failed', 'cancelled', 'timed_out') and not exists (
    select from agents.agent_run_steps s
    where s.team_run_id = v_run.id and s.status not in ('completed', 'failed', 'skipped'))
  then
    perform agents.close_team_run(v_run, new.status, coalesce(new.completed_at, now()));
  end if;
  return null;
end $$;

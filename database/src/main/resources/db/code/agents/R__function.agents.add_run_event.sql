-- Appends an event to a team run and numbers it.
create or replace function agents.add_run_event(p_team_run_id uuid, p_type text, p_payload jsonb default '{}', p_step_id uuid default null)
returns bigint
language plpgsql volatile set search_path = '' as $$
declare
  v_event_id bigint;
begin
  update agents.team_runs r set last_event_id = r.last_event_id + 1 where r.id = p_team_run_id returning r.last_event_id into v_event_id;
  insert into agents.agent_run_events (team_run_id, agent_run_step_id, event_id, event_type, payload)
  values (p_team_run_id, p_step_id, v_event_id, p_type, coalesce(p_payload, '{}'));
  return v_event_id;
end $$;

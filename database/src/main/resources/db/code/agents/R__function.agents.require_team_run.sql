-- The team run, for those who may do this with it; reading needs one of two scopes.
create or replace function agents.require_team_run(p_team_run_id uuid, p_scope text default 'logs:view') returns agents.team_runs
language plpgsql stable security definer set search_path = '' as $$
declare
  v_run agents.team_runs;
begin
  select * into v_run from agents.team_runs r where r.id = p_team_run_id;
  perform agents.require_part('team_run', p_team_run_id, v_run.ai_lenser_id,
    case when p_scope = 'logs:view' and agents.has_agent_scope(v_run.ai_lenser_id, 'approvals:decide') then 'approvals:decide' else p_scope end);
  return v_run;
end $$;

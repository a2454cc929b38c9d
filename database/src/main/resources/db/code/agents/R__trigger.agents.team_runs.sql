create or replace trigger set_updated_at before update on agents.team_runs
  for each row execute function engine.set_updated_at();
create or replace trigger guard_status before update of status on agents.team_runs
  for each row execute function engine.guard_transition('team_run');
create or replace trigger guard_approval before update of approval_status on agents.team_runs
  for each row execute function engine.guard_transition('team_run_approval', 'approval_status');

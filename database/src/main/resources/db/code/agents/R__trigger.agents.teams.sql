create or replace trigger set_updated_at before update on agents.teams
  for each row execute function engine.set_updated_at();
create or replace trigger guard_status before update of status on agents.teams
  for each row execute function engine.guard_transition('team');

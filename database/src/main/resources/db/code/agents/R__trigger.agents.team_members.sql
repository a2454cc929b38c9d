create or replace trigger set_updated_at before update on agents.team_members
  for each row execute function engine.set_updated_at();
create or replace trigger check_profiles before insert or update on agents.team_members
  for each row execute function agents.check_member();

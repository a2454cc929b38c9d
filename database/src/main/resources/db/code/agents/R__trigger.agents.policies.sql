create or replace trigger set_updated_at before update on agents.policies
  for each row execute function engine.set_updated_at();
create or replace trigger check_limits before insert or update on agents.policies
  for each row execute function agents.check_limits();

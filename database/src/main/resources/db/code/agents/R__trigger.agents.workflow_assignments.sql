create or replace trigger set_updated_at before update on agents.workflow_assignments
  for each row execute function engine.set_updated_at();
create or replace trigger check_policies before insert or update on agents.workflow_assignments
  for each row execute function agents.check_policies();

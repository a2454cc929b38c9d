create or replace trigger set_updated_at before update on lenses.workflow_schedules
  for each row execute function engine.set_updated_at();
create or replace trigger check_policies before insert or update on lenses.workflow_schedules
  for each row execute function agents.check_policies();

create or replace trigger set_updated_at before update on lenses.workflow_triggers
  for each row execute function engine.set_updated_at();

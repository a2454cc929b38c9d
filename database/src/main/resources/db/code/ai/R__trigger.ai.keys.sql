create or replace trigger set_updated_at before update on ai.keys
  for each row execute function engine.set_updated_at();
create or replace trigger guard_status before update of status on ai.keys
  for each row execute function engine.guard_transition('key');

create or replace trigger set_updated_at before update on agents.step_work
  for each row execute function engine.set_updated_at();

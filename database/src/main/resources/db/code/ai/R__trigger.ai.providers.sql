create or replace trigger set_updated_at before update on ai.providers
  for each row execute function engine.set_updated_at();

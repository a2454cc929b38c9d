create or replace trigger set_updated_at before update on lenses.saved_presets
  for each row execute function engine.set_updated_at();

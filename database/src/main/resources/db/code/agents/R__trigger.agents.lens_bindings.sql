create or replace trigger set_updated_at before update on agents.lens_bindings
  for each row execute function engine.set_updated_at();

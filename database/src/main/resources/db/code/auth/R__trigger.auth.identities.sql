create or replace trigger set_updated_at before update on auth.identities
  for each row execute function engine.set_updated_at();

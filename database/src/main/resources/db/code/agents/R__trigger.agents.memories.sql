create or replace trigger set_updated_at before update on agents.memories
  for each row execute function engine.set_updated_at();
create or replace trigger stays_redacted before update on agents.memories
  for each row when (old.is_redacted) execute function agents.refuse_unredaction();

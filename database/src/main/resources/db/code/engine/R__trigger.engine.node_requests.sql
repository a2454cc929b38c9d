create or replace trigger set_updated_at before update on engine.node_requests
  for each row execute function engine.set_updated_at();

create or replace trigger set_updated_at before update on lensers.notification_targets
  for each row execute function engine.set_updated_at();

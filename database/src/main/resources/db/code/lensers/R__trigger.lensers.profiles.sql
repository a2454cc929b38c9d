create or replace trigger guard_status before update of status on lensers.profiles
  for each row execute function engine.guard_transition('profile');
create or replace trigger set_updated_at before update on lensers.profiles
  for each row execute function engine.set_updated_at();

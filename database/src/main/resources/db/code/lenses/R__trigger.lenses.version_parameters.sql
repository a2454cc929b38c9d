create or replace trigger prepare before insert or update or delete on lenses.version_parameters
  for each row execute function lenses.prepare_parameter();
create or replace trigger set_updated_at before update on lenses.version_parameters
  for each row execute function engine.set_updated_at();

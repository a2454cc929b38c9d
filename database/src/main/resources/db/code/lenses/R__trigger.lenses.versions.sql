create or replace trigger guard_status before update of status on lenses.versions
  for each row execute function engine.guard_transition('lens_version');
create or replace trigger prepare before insert or update on lenses.versions
  for each row execute function lenses.prepare_version();
create or replace trigger set_updated_at before update on lenses.versions
  for each row execute function engine.set_updated_at();
create or replace trigger fill_parameters after insert or update of template_body on lenses.versions
  for each row when (new.status = 'draft') execute function lenses.fill_parameters();
create or replace trigger follow after insert or update of status on lenses.versions
  for each row execute function lenses.follow_version();

create or replace trigger guard_status before update of status on lenses.lenses
  for each row execute function engine.guard_transition('lens');
create or replace trigger prepare before insert or update on lenses.lenses
  for each row execute function lenses.prepare_lens();
create or replace trigger refuse_delete before delete on lenses.lenses
  for each row execute function lenses.refuse_lens_delete();
create or replace trigger set_updated_at before update on lenses.lenses
  for each row execute function engine.set_updated_at();

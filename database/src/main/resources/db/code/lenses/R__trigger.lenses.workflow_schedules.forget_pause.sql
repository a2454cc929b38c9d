create or replace trigger forget_pause before update of is_active on lenses.workflow_schedules
  for each row when (new.is_active and new.resume_at is not null)
  execute function lenses.forget_pause();

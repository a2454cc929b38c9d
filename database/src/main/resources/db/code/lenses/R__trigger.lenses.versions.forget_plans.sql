create or replace trigger forget_plans
  after update of status on lenses.versions
  for each row when (old.status <> new.status)
  execute function lenses.forget_plans();

create or replace trigger forget_plans_of_new
  after insert on lenses.versions
  for each row when (new.status = 'published')
  execute function lenses.forget_plans();

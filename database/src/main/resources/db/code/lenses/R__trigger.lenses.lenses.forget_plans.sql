create or replace trigger forget_plans
  after update of status, visibility on lenses.lenses
  for each row when (old.status <> new.status or old.visibility <> new.visibility)
  execute function lenses.forget_plans();

-- before, because the deletion itself takes the lens out of the nodes
create or replace trigger forget_plans_of_deleted
  before delete on lenses.lenses
  for each row execute function lenses.forget_plans();

create or replace trigger forget_plans
  after update of head_version_id, status, visibility on lenses.workflows
  for each row when (old.head_version_id is distinct from new.head_version_id or old.status <> new.status or old.visibility <> new.visibility)
  execute function lenses.forget_parents();

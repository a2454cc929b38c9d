create or replace trigger set_updated_at before update on lenses.workflow_schedules
  for each row execute function engine.set_updated_at();
-- Policies are read where they are written, not each time a schedule fires.
create or replace trigger check_policies before insert or update of approval_policy, retry_policy, failure_policy, queue_policy
  on lenses.workflow_schedules
  for each row execute function agents.check_policies();

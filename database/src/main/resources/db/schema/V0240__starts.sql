-- Runs start faster.

-- Instants are written for many schedules at once: lenses.plan_schedules.
drop function if exists lenses.set_fires(lenses.workflow_schedules, timestamptz[], text, timestamptz, timestamptz, int);

-- One look where there were three: each check is read and prepared anew for every run that starts.
alter table engine.run_queue
  drop constraint run_queue_lease_is_whole,
  drop constraint run_queue_counts_not_negative,
  drop constraint run_queue_reason_with_cancel,
  add constraint run_queue_is_whole check ((claim_id is null) = (owner is null) and (claim_id is null) = (lease_until is null)
    and epoch >= 0 and entry >= 0 and attempt >= 0 and (cancel_asked or cancel_reason is null));

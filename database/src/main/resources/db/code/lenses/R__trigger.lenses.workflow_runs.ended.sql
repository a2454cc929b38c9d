-- What hangs on the end of a run; runs that nobody waits for cost one look at a small index.
create or replace trigger run_ended
  after update of status on lenses.workflow_runs
  for each row when (old.completed_at is null and new.completed_at is not null and new.status in ('completed', 'failed', 'cancelled', 'timed_out'))
  execute function lenses.run_ended();

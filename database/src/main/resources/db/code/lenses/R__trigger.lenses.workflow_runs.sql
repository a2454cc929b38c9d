-- Runs change status often, so the usual steps pass without a look-up; each of them is a row of engine.transitions
-- (a test compares). Everything else asks the table.
create or replace trigger guard_status
  before update of status on lenses.workflow_runs
  for each row when (old.status <> new.status and (old.status || '>' || new.status) not in ('queued>pending', 'queued>running',
    'pending>running', 'running>streaming', 'streaming>running', 'queued>completed', 'pending>completed', 'running>completed',
    'streaming>completed', 'running>failed'))
  execute function engine.guard_transition('workflow_run');

-- Not a CHECK: starting a run would pay for it.
create or replace trigger finished_has_time
  before update of status on lenses.workflow_runs
  for each row when (new.completed_at is null and new.status in ('completed', 'failed', 'cancelled', 'timed_out'))
  execute function lenses.refuse_unfinished_run();

-- Runs change status often, so the usual steps pass without a look-up; each of them is a row of engine.transitions
-- (a test compares). Everything else asks the table.
create or replace trigger guard_status
  before update of status on lenses.workflow_runs
  for each row when (old.status <> new.status and (old.status || '>' || new.status) not in ('queued>pending', 'queued>running',
    'pending>running', 'running>streaming', 'streaming>running', 'queued>completed', 'pending>completed', 'running>completed',
    'streaming>completed', 'running>failed'))
  execute function engine.guard_transition('workflow_run');

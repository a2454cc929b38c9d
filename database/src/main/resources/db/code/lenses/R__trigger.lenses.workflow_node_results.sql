-- Written for every node of every run: the conditions decide, functions run only for what is rare or wrong. The usual steps
-- that pass without a look-up are rows of engine.transitions (a test compares).
create or replace trigger keep_outcome
  before update on lenses.workflow_node_results
  for each row when (old.status in ('completed', 'failed', 'cancelled', 'skipped', 'timed_out', 'invalidated'))
  execute function lenses.refuse_result_change();

create or replace trigger guard_status
  before update of status on lenses.workflow_node_results
  for each row when (old.status <> new.status
    and old.status not in ('completed', 'failed', 'cancelled', 'skipped', 'timed_out', 'invalidated')
    and (old.status || '>' || new.status) not in ('queued>running', 'running>streaming', 'queued>completed',
      'running>completed', 'streaming>completed', 'pending>completed', 'awaiting_dependency>completed'))
  execute function engine.guard_transition('node_result');

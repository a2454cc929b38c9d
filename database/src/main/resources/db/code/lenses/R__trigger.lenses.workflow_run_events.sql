create or replace trigger append_only
  before update or delete on lenses.workflow_run_events
  for each row execute function engine.refuse_change();

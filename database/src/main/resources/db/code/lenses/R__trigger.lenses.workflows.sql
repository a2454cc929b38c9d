-- Planning a workflow (planned_*) is no edit: it moves neither updated_at nor the state machine.
create or replace trigger set_updated_at
  before update of slug, title, description, visibility, status, head_version_id, revision, metadata on lenses.workflows
  for each row execute function engine.set_updated_at();

create or replace trigger guard_status
  before update of status on lenses.workflows
  for each row when (old.status <> new.status) execute function engine.guard_transition('workflow');

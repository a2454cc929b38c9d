-- A team run follows the workflow run that it stands for.
create or replace trigger team_run_follows
  after update of status on lenses.workflow_runs
  for each row when (old.status <> new.status and new.ai_lenser_id is not null)
  execute function agents.follow_workflow_run();

create or replace trigger told_new after insert on agents.team_runs
  for each row when (new.approval_status = 'pending') execute function agents.tell_team_run();
create or replace trigger told_change after update on agents.team_runs
  for each row when (old.approval_status <> new.approval_status or old.completed_at is null and new.completed_at is not null)
  execute function agents.tell_team_run();

create or replace trigger approval_decided after update of approval_status on agents.team_runs
  for each row when (old.approval_status = 'pending' and new.approval_status <> 'pending')
  execute function agents.approval_decided();

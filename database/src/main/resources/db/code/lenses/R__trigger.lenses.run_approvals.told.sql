create or replace trigger told_new after insert on lenses.run_approvals
  for each row when (new.status = 'pending') execute function lenses.tell_run_approval();
create or replace trigger told_change after update of status on lenses.run_approvals
  for each row when (old.status = 'pending' and new.status <> 'pending') execute function lenses.tell_run_approval();

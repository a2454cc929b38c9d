create or replace trigger told_new after insert on agents.tool_invocations
  for each row when (new.approval_status = 'pending') execute function agents.tell_call();
create or replace trigger told_change after update of approval_status on agents.tool_invocations
  for each row when (old.approval_status = 'pending' and new.approval_status <> 'pending') execute function agents.tell_call();

-- Nodes that ask nobody cost the look at two columns.
create or replace trigger told_new after insert on lenses.workflow_node_results
  for each row when (new.waiting_reason = 'human_input' and new.status = 'blocked') execute function lenses.tell_node();
create or replace trigger told_change after update of status on lenses.workflow_node_results
  for each row when (old.status <> new.status and (new.status = 'blocked' and new.waiting_reason = 'human_input'
    or old.status = 'blocked' and old.waiting_reason = 'human_input'))
  execute function lenses.tell_node();

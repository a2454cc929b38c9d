-- Runs that other runs start: the end of a child is an answer to the node that waits for it.
alter table engine.signals drop constraint signals_kind_check;
alter table engine.signals add constraint signals_kind_check
  check (kind in ('human_input', 'callback', 'approval', 'tool_decided', 'child'));

create index workflow_nodes_children on lenses.workflow_nodes ((config ->> 'workflow_id')) where kind = 'sub_workflow';

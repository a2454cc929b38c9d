create or replace trigger set_updated_at before update on agents.tool_invocations
  for each row execute function engine.set_updated_at();
create or replace trigger guard_status before update of status on agents.tool_invocations
  for each row execute function engine.guard_transition('tool_invocation');
create or replace trigger guard_approval before update of approval_status on agents.tool_invocations
  for each row execute function engine.guard_transition('tool_invocation_approval', 'approval_status');

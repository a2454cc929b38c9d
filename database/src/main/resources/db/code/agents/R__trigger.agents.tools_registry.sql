create or replace trigger seal before insert or update on agents.tools_registry
  for each row execute function agents.seal_tool();
create or replace trigger set_updated_at before update on agents.tools_registry
  for each row execute function engine.set_updated_at();
create or replace trigger guard_status before update of status on agents.tools_registry
  for each row execute function engine.guard_transition('tool');

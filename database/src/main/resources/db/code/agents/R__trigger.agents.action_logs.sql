create or replace trigger append_only before update or delete on agents.action_logs
  for each row execute function engine.refuse_change();

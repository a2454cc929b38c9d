create or replace trigger append_only before update or delete on agents.agent_run_events
  for each row execute function engine.refuse_change();

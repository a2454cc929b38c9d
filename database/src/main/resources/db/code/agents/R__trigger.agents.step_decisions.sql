create or replace trigger append_only before update or delete on agents.step_decisions
  for each row execute function engine.refuse_change();

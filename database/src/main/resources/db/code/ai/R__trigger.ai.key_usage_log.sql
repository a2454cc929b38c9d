create or replace trigger append_only before update or delete on ai.key_usage_log
  for each row execute function engine.refuse_change();

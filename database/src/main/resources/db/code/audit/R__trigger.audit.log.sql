create or replace trigger append_only before update or delete on audit.log
  for each row execute function engine.refuse_change();

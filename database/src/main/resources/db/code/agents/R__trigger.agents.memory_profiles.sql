create or replace trigger set_updated_at before update on agents.memory_profiles
  for each row execute function engine.set_updated_at();
create or replace trigger check_rules before insert or update of isolation_mode, visibility, reset_policy, summary_strategy on agents.memory_profiles
  for each row execute function agents.check_memory_profile();
create or replace trigger refuse_in_use before delete on agents.memory_profiles
  for each row execute function agents.refuse_profile_in_use();

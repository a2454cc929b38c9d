create or replace trigger set_updated_at before update on agents.personality_profiles
  for each row execute function engine.set_updated_at();
create or replace trigger refuse_in_use before delete on agents.personality_profiles
  for each row execute function agents.refuse_profile_in_use();

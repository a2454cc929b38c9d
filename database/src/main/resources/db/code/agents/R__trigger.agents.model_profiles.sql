create or replace trigger set_updated_at before update on agents.model_profiles
  for each row execute function engine.set_updated_at();
create or replace trigger check_params before insert or update of params on agents.model_profiles
  for each row execute function agents.check_model_params();
create or replace trigger follow_catalog before insert or update of model_id, provider_key, model_key, params on agents.model_profiles
  for each row execute function agents.follow_catalog();
create or replace trigger refuse_in_use before delete on agents.model_profiles
  for each row execute function agents.refuse_profile_in_use();

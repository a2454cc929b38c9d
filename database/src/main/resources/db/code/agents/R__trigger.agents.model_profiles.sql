create or replace trigger set_updated_at before update on agents.model_profiles
  for each row execute function engine.set_updated_at();
create or replace trigger follow_catalog before insert or update of model_id, provider_key, model_key on agents.model_profiles
  for each row execute function agents.follow_catalog();

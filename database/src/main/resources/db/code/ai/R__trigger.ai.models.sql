create or replace trigger set_updated_at before update on ai.models
  for each row execute function engine.set_updated_at();
create or replace trigger follow_support after update of support_level on ai.models
  for each row when (old.support_level is distinct from new.support_level) execute function agents.follow_support();

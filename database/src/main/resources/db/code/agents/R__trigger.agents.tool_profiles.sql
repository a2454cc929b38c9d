create or replace trigger set_updated_at before update on agents.tool_profiles
  for each row execute function engine.set_updated_at();
create or replace trigger check_names before insert or update of allow_tools, deny_tools, tool_groups, provider_overrides on agents.tool_profiles
  for each row execute function agents.check_tool_profile();
create or replace trigger refuse_in_use before delete on agents.tool_profiles
  for each row execute function agents.refuse_profile_in_use();

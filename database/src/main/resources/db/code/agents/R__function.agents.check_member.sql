-- Trigger function: the profiles of a member belong to the member's agent or to the team's.
create or replace function agents.check_member() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_agents uuid[] := array[new.agent_id, (select t.ai_lenser_id from agents.teams t where t.id = new.team_id)];
  v_foreign text;
begin
  select x.kind into v_foreign
  from (values
    ('personality', new.personality_profile_id, (select p.ai_lenser_id from agents.personality_profiles p where p.id = new.personality_profile_id)),
    ('memory', new.memory_profile_id, (select p.ai_lenser_id from agents.memory_profiles p where p.id = new.memory_profile_id)),
    ('tool', new.tool_profile_id, (select p.ai_lenser_id from agents.tool_profiles p where p.id = new.tool_profile_id)),
    ('model', new.model_profile_id, (select p.ai_lenser_id from agents.model_profiles p where p.id = new.model_profile_id))
  ) x (kind, id, ai_lenser_id)
  where x.id is not null and (x.ai_lenser_id = any (v_agents)) is not true
  limit 1;
  if v_foreign is not null then
    raise exception 'the % profile belongs to another agent', v_foreign using
      errcode = '23514', hint = 'foreign_profile: choose a profile of the member''s agent or of the team''s',
      detail = jsonb_build_object('path', v_foreign || '_profile_id')::text;
  end if;
  return new;
end $$;

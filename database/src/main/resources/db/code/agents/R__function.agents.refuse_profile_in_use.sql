-- Trigger function: a profile under which somebody works is not deleted: the place would fall back to the agent's default, which may allow
-- more. It goes with its agent.
create or replace function agents.refuse_profile_in_use() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_users jsonb;
begin
  select jsonb_agg(u.line order by u.line) into v_users
  from (
    select jsonb_build_object('team_member_id', m.id, 'team_id', m.team_id, 'agent_id', m.agent_id) as line from agents.team_members m
    where old.id in (m.personality_profile_id, m.memory_profile_id, m.tool_profile_id, m.model_profile_id)
    union all
    select jsonb_build_object('tool_assignment_id', a.id, 'tool_id', a.tool_id, 'agent_id', a.ai_lenser_id) from agents.tool_assignments a
    where a.profile_id = old.id limit 20) u;
  if v_users is not null and exists (select from agents.ai_lensers a where a.id = old.ai_lenser_id) then
    raise exception 'profile "%" is in use', old.name using
      errcode = '55000', hint = 'profile_in_use: give the members and tools that are listed another profile first',
      detail = jsonb_build_object('dependants', v_users)::text;
  end if;
  return old;
end $$;

-- The team, for those who may do this with it.
create or replace function agents.require_team(p_team_id uuid, p_scope text default 'team:manage') returns agents.teams
language plpgsql stable security definer set search_path = '' as $$
declare
  v_team agents.teams;
begin
  select * into v_team from agents.teams t where t.id = p_team_id;
  perform agents.require_part('team', p_team_id, v_team.ai_lenser_id, p_scope);
  return v_team;
end $$;

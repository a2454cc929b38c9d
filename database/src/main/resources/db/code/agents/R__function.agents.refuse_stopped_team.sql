-- Refuses to start anything for a team that is paused or archived.
create or replace function agents.refuse_stopped_team(p_team_id uuid) returns void
language plpgsql stable set search_path = '' as $$
begin
  if agents.team_refusal(p_team_id) is not null then
    raise exception '%', agents.team_refusal(p_team_id) using errcode = '55000', hint = 'team_stopped: make the team active first (agents.teams.status)',
      detail = jsonb_build_object('team_id', p_team_id)::text;
  end if;
end $$;

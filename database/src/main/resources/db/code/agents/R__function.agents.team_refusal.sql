-- Why a team cannot work at the moment; NULL when it can, or where there is none.
create or replace function agents.team_refusal(p_team_id uuid) returns text
language sql stable set search_path = '' as $$
  select format('the team is %s', t.status) from agents.teams t where t.id = p_team_id and t.status <> 'active'
$$;

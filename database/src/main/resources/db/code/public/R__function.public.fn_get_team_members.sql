-- The members of a team by lane, then by their order in it.
create or replace function public.fn_get_team_members(p_team_id uuid) returns setof jsonb
language sql stable rows 10 set search_path = '' as $$
  select agents.member_json(m)
  from agents.team_members m
  where m.team_id = p_team_id
  order by m.lane, m.sort_order, m.id
  limit 200
$$;

grant execute on function public.fn_get_team_members to authenticated;

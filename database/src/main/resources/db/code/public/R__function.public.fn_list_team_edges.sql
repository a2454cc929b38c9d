-- The edges of a team, oldest first.
create or replace function public.fn_list_team_edges(p_team_id uuid) returns setof jsonb
language sql stable rows 10 set search_path = '' as $$
  select to_jsonb(e) from agents.team_edges e where e.team_id = p_team_id order by e.created_at, e.id limit 200
$$;

grant execute on function public.fn_list_team_edges to authenticated;

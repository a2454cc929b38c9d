-- What the members of a team run have noted together.
create or replace function public.fn_get_team_run_scratchpad(p_run_id uuid) returns table (shared_scratchpad jsonb, shared_scratchpad_version int)
language sql stable rows 1 set search_path = '' as $$
  select r.scratchpad, r.scratchpad_version from agents.team_runs r where r.id = p_run_id
$$;

grant execute on function public.fn_get_team_run_scratchpad to authenticated;

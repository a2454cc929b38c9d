-- The steps of a team run by lane, in the order in which they were made.
create or replace function public.fn_list_agent_run_steps(p_team_run_id uuid) returns setof jsonb
language sql stable rows 20 set search_path = '' as $$
  select to_jsonb(s) || jsonb_build_object('role', m.role, 'agent_id', m.agent_id)
  from agents.agent_run_steps s
  left join agents.team_members m on m.id = s.team_member_id
  where s.team_run_id = p_team_run_id
  order by s.lane, s.created_at, s.id
  limit 200
$$;

grant execute on function public.fn_list_agent_run_steps to authenticated;

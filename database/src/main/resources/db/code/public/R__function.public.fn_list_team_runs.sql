-- The newest team runs of an agent.
create or replace function public.fn_list_team_runs(p_ai_lenser_id uuid, p_limit int default 20) returns setof jsonb
language sql stable rows 20 set search_path = '' as $$
  select to_jsonb(r) || jsonb_build_object('workflow_title', w.title, 'team_name', t.name)
  from agents.team_runs r
  left join lenses.workflows w on w.id = r.workflow_id
  left join agents.teams t on t.id = r.team_id
  where r.ai_lenser_id = p_ai_lenser_id
  order by r.created_at desc, r.id desc
  limit agents.list_size(p_limit, 20)
$$;

grant execute on function public.fn_list_team_runs to authenticated;

-- The team runs of an agent that are not over, newest first.
create or replace function public.fn_list_active_team_runs(p_ai_lenser_id uuid) returns setof jsonb
language sql stable rows 10 set search_path = '' as $$
  select to_jsonb(r) || jsonb_build_object('workflow_title', w.title, 'team_name', t.name)
  from agents.team_runs r
  left join lenses.workflows w on w.id = r.workflow_id
  left join agents.teams t on t.id = r.team_id
  where r.ai_lenser_id = p_ai_lenser_id and r.status in ('queued', 'running', 'blocked')
  order by r.created_at desc, r.id desc
  limit 200
$$;

grant execute on function public.fn_list_active_team_runs to authenticated;

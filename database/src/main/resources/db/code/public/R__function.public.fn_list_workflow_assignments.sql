-- What is assigned under an agent, newest first; p_cursor is the created_at of the last one seen.
create or replace function public.fn_list_workflow_assignments(p_ai_lenser_id uuid, p_limit int default 50, p_cursor timestamptz default null)
returns setof jsonb
language sql stable rows 20 set search_path = '' as $$
  select to_jsonb(a) || jsonb_build_object('workflow_title', w.title, 'team_name', t.name)
  from agents.workflow_assignments a
  left join lenses.workflows w on w.id = a.workflow_id
  left join agents.teams t on t.id = a.assignee_team_id
  where a.ai_lenser_id = p_ai_lenser_id and (p_cursor is null or a.created_at < p_cursor)
  order by a.created_at desc, a.id desc
  limit agents.list_size(p_limit, 50)
$$;

grant execute on function public.fn_list_workflow_assignments to authenticated;

-- What the caller's agents did and what was done with them, newest first.
create or replace function public.fn_get_human_activity_feed(p_human_lenser_id uuid, p_limit int default 50, p_offset int default 0)
returns table (occurred_at timestamptz, kind text, ai_lenser_id uuid, ai_lenser_handle text, ai_lenser_name text, title text, status text,
  team_run_id uuid, workflow_id uuid, schedule_id uuid, action_type text, payload jsonb)
language plpgsql stable security definer rows 50 set search_path = '' as $$
declare
  v_me uuid := lensers.require_self(p_human_lenser_id);
  v_agents uuid[] := agents.managed_ai_lenser_ids();
begin
  return query
  with entry as (
    select l.occurred_at, 'action'::text as kind, l.ai_lenser_id, replace(l.action_type, '.', ' ') as title, l.result as status,
      case l.context_ref_type when 'team_run' then l.context_ref_id end as team_run_id, null::uuid as workflow_id,
      case l.context_ref_type when 'schedule' then l.context_ref_id end as schedule_id, l.action_type, l.metadata as payload, l.id
    from agents.action_logs l where l.ai_lenser_id = any (v_agents)
    union all
    select r.created_at, 'team_run', r.ai_lenser_id, coalesce(w.title, r.metadata ->> 'workflow_title', 'team run'), r.status, r.id, r.workflow_id, x.schedule_id, null,
      jsonb_build_object('approval_status', r.approval_status), r.id
    from agents.team_runs r
    left join lenses.workflows w on w.id = r.workflow_id
    left join lenses.workflow_runs x on x.id = r.workflow_run_id
    where r.ai_lenser_id = any (v_agents)
  )
  select e.occurred_at, e.kind, e.ai_lenser_id, p.handle, p.display_name, e.title, e.status, e.team_run_id, e.workflow_id, e.schedule_id, e.action_type, e.payload
  from entry e
  join agents.ai_lensers a on a.id = e.ai_lenser_id
  join lensers.profiles p on p.id = a.profile_id
  order by e.occurred_at desc, e.id desc
  limit agents.list_size(p_limit, 50) offset greatest(coalesce(p_offset, 0), 0);
end $$;

grant execute on function public.fn_get_human_activity_feed to authenticated;

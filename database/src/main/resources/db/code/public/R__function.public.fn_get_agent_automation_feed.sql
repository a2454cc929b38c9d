-- Runs, events and schedules of an agent in one list, newest first.
create or replace function public.fn_get_agent_automation_feed(p_ai_lenser_id uuid, p_limit int default 100, p_offset int default 0)
returns table (kind text, id text, occurred_at timestamptz, title text, result text, workflow_id uuid, workflow_title text, run_id uuid,
  schedule_id uuid, action_type text, event_type text, payload jsonb)
language plpgsql stable security definer rows 100 set search_path = '' as $$
begin
  perform agents.require_scope(p_ai_lenser_id, 'logs:view');
  return query
  with entry as (
    select 'run'::text as kind, r.id::text as id, r.created_at as occurred_at, 'run ' || r.status as title, r.status as result, r.workflow_id, r.id as run_id,
      x.schedule_id, null::text as action_type, null::text as event_type, jsonb_build_object('approval_status', r.approval_status) as payload
    from agents.team_runs r left join lenses.workflow_runs x on x.id = r.workflow_run_id where r.ai_lenser_id = p_ai_lenser_id
    union all
    select 'event', e.id::text, e.occurred_at, replace(e.event_type, '.', ' '), null, r.workflow_id, r.id, null, null, e.event_type::text, e.payload
    from agents.agent_run_events e join agents.team_runs r on r.id = e.team_run_id where r.ai_lenser_id = p_ai_lenser_id
    union all
    select 'action', l.id::text, l.occurred_at, replace(l.action_type, '.', ' '), l.result, null, null,
      case l.context_ref_type when 'schedule' then l.context_ref_id end, l.action_type, null, l.metadata
    from agents.action_logs l where l.ai_lenser_id = p_ai_lenser_id and l.action_type !~ '^(run|approval)\.'
  )
  select e.kind, e.id, e.occurred_at, e.title, e.result, e.workflow_id, w.title, e.run_id, e.schedule_id, e.action_type, e.event_type, e.payload
  from entry e
  left join lenses.workflows w on w.id = e.workflow_id
  order by e.occurred_at desc, e.kind, e.id desc
  limit agents.list_size(p_limit, 100) offset greatest(coalesce(p_offset, 0), 0);
end $$;

grant execute on function public.fn_get_agent_automation_feed to authenticated;

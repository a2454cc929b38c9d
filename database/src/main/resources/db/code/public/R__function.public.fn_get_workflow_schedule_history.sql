-- The newest 200 instants of a schedule: runs with their state, and what made no run with the reason.
create or replace function public.fn_get_workflow_schedule_history(p_schedule_id uuid)
returns table (id uuid, workflow_id uuid, status text, scheduled_for timestamptz, started_at timestamptz, completed_at timestamptz, created_at timestamptz,
  run_id uuid, outcome text, source text, instants int, message text)
language plpgsql security definer rows 50 set search_path = '' as $$
declare
  v_schedule lenses.workflow_schedules := lenses.require_schedule(p_schedule_id);
begin
  return query
  select coalesce(r.id, f.id), v_schedule.workflow_id, coalesce(r.status::text, f.outcome), f.instant, r.started_at, r.completed_at,
    coalesce(r.created_at, f.created_at), r.id, f.outcome, f.source, f.instants, f.message
  from lenses.schedule_firings f
  left join lenses.workflow_runs r on r.id = f.run_id
  where f.schedule_id = p_schedule_id
  order by f.instant desc, f.id desc
  limit 200;
end $$;

grant execute on function public.fn_get_workflow_schedule_history to authenticated;

-- The newest 200 runs that a schedule made.
create or replace function public.fn_get_workflow_schedule_history(p_schedule_id uuid)
returns table (id uuid, workflow_id uuid, status text, scheduled_for timestamptz, started_at timestamptz, completed_at timestamptz, created_at timestamptz)
language plpgsql security definer rows 50 set search_path = '' as $$
begin
  perform lenses.require_schedule(p_schedule_id);
  return query
  select r.id, r.workflow_id, r.status::text, r.scheduled_for, r.started_at, r.completed_at, r.created_at
  from lenses.workflow_runs r
  where r.schedule_id = p_schedule_id
  order by r.scheduled_for desc nulls last, r.id desc
  limit 200;
end $$;

grant execute on function public.fn_get_workflow_schedule_history to authenticated;

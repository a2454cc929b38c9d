-- fn_get_workflow_schedules under the name that the source's readers know.
create or replace function public.fn_workflow_get_schedules(p_workflow_id uuid default null)
returns table (id uuid, workflow_id uuid, workflow_title text, cron_expr text, timezone text, global_model_id text, inputs_template jsonb,
  is_active boolean, assignee_type text, assignee_id uuid, workflow_assignment_id uuid, approval_policy jsonb, retry_policy jsonb,
  failure_policy jsonb, queue_policy jsonb, next_run_at timestamptz, last_run_at timestamptz, last_run_id uuid, last_dispatch_status text,
  last_error_at timestamptz, last_error_message text, last_completed_at timestamptz, last_result jsonb, created_at timestamptz,
  consecutive_failures int, paused_reason text, resume_at timestamptz)
language sql stable rows 20 set search_path = '' as $$
  select * from public.fn_get_workflow_schedules(p_workflow_id)
$$;

grant execute on function public.fn_workflow_get_schedules to authenticated;

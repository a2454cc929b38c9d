-- The schedules that the caller may see, of one workflow or of all, newest first.
create or replace function public.fn_get_workflow_schedules(p_workflow_id uuid default null, p_limit int default 50)
returns table (id uuid, workflow_id uuid, workflow_title text, cron_expr text, timezone text, global_model_id text, inputs_template jsonb,
  is_active boolean, assignee_type text, assignee_id uuid, workflow_assignment_id uuid, approval_policy jsonb, retry_policy jsonb,
  failure_policy jsonb, queue_policy jsonb, next_run_at timestamptz, last_run_at timestamptz, last_run_id uuid, last_dispatch_status text,
  last_error_at timestamptz, last_error_message text, last_completed_at timestamptz, last_result jsonb, created_at timestamptz,
  consecutive_failures int, paused_reason text, resume_at timestamptz)
language sql stable rows 20 set search_path = '' as $$
  select s.id, s.workflow_id, w.title, s.cron_expr, s.timezone, s.global_model_id, s.inputs_template, s.is_active, s.assignee_type, s.assignee_id,
    s.workflow_assignment_id, s.approval_policy, s.retry_policy, s.failure_policy, s.queue_policy, s.next_run_at, s.last_run_at, s.last_run_id,
    s.last_dispatch_status, s.last_error_at, s.last_error_message, s.last_completed_at, s.last_result, s.created_at,
    s.consecutive_failures, s.paused_reason, s.resume_at
  from lenses.workflow_schedules s
  left join lenses.workflows w on w.id = s.workflow_id
  where p_workflow_id is null or s.workflow_id = p_workflow_id
  order by s.created_at desc, s.id desc
  limit agents.list_size(p_limit, 50)
$$;

grant execute on function public.fn_get_workflow_schedules to authenticated;

-- A schedule as the RPCs return it.
create or replace function lenses.schedule_row(p_schedule lenses.workflow_schedules)
returns table (id uuid, workflow_id uuid, cron_expr text, timezone text, description text, is_active boolean, assignee_type text, assignee_id uuid,
  workflow_assignment_id uuid, approval_policy jsonb, retry_policy jsonb, failure_policy jsonb, queue_policy jsonb, inputs_template jsonb,
  global_model_id text, next_run_at timestamptz, last_run_at timestamptz, last_run_id uuid, last_dispatch_status text, last_error_at timestamptz,
  last_error_message text, last_completed_at timestamptz, last_result jsonb, created_at timestamptz, consecutive_failures int, paused_reason text)
language sql stable rows 1 set search_path = '' as $$
  select (p_schedule).id, (p_schedule).workflow_id, (p_schedule).cron_expr, (p_schedule).timezone, (p_schedule).description, (p_schedule).is_active,
    (p_schedule).assignee_type, (p_schedule).assignee_id, (p_schedule).workflow_assignment_id, (p_schedule).approval_policy, (p_schedule).retry_policy,
    (p_schedule).failure_policy, (p_schedule).queue_policy, (p_schedule).inputs_template, (p_schedule).global_model_id, (p_schedule).next_run_at,
    (p_schedule).last_run_at, (p_schedule).last_run_id, (p_schedule).last_dispatch_status, (p_schedule).last_error_at, (p_schedule).last_error_message,
    (p_schedule).last_completed_at, (p_schedule).last_result, (p_schedule).created_at,
    (p_schedule).consecutive_failures, (p_schedule).paused_reason
$$;

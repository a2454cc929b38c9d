-- Has a workflow run by itself, as an agent, a team or its author; with p_schedule_id it changes that schedule. The server computes
-- p_computed, whoever sends one; without it next_run_at is NULL until a server looks.
create or replace function public.fn_upsert_workflow_schedule(p_workflow_id uuid, p_schedule_id uuid default null, p_cron_expr text default '* * * * *',
  p_timezone text default 'UTC', p_description text default null, p_approval_policy jsonb default '{"requiresApproval": true}',
  p_is_active boolean default true, p_global_model_id text default null, p_assignee_id uuid default null, p_workflow_assignment_id uuid default null,
  p_retry_policy jsonb default '{"maxRetries": 1}', p_failure_policy jsonb default '{"mode": "isolate"}',
  p_queue_policy jsonb default '{"mode": "parallel"}', p_inputs_template jsonb default '{}',
  p_computed jsonb default null)
returns table (id uuid, workflow_id uuid, cron_expr text, timezone text, description text, is_active boolean, assignee_type text, assignee_id uuid,
  workflow_assignment_id uuid, approval_policy jsonb, retry_policy jsonb, failure_policy jsonb, queue_policy jsonb, inputs_template jsonb,
  global_model_id text, next_run_at timestamptz, last_run_at timestamptz, last_run_id uuid, last_dispatch_status text, last_error_at timestamptz,
  last_error_message text, last_completed_at timestamptz, last_result jsonb, created_at timestamptz,
  consecutive_failures int, paused_reason text)
language plpgsql security definer rows 1 set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
  v_problem text;
  v_type text;
  v_schedule lenses.workflow_schedules;
  v_same boolean := false;
begin
  perform lenses.require_own_workflow(p_workflow_id);
  v_problem := lenses.cron_problem(p_cron_expr, p_timezone);
  if v_problem is not null then
    raise exception '%', v_problem using errcode = '22023', hint = 'bad_schedule: write one like "0 9 * * mon-fri", or @daily';
  end if;
  if jsonb_typeof(coalesce(p_inputs_template, '{}')) <> 'object' or char_length(p_description) > 2000 then
    raise exception 'inputs are a JSON object, and a description has at most 2000 characters' using errcode = '22023', hint = 'bad_value: correct it';
  end if;
  if p_workflow_assignment_id is not null then
    perform lenses.check_trigger_assignment(p_workflow_id, p_workflow_assignment_id);
    -- an assignment says who carries it out
    p_assignee_id := coalesce(p_assignee_id,
      (select coalesce(a.assignee_team_id, a.ai_lenser_id) from agents.workflow_assignments a where a.id = p_workflow_assignment_id));
  end if;
  v_type := lenses.check_assignee(p_assignee_id, p_workflow_assignment_id);
  perform lenses.model_to_run(p_global_model_id);
  if p_schedule_id is not null then
    v_schedule := lenses.require_schedule(p_schedule_id);
    if v_schedule.workflow_id <> p_workflow_id then
      raise exception 'schedule % is of another workflow', p_schedule_id using errcode = '22023', hint = 'foreign_schedule: pass the workflow that it belongs to';
    end if;
    -- what is due stays due when only something else about the schedule changes
    v_same := v_schedule.cron_expr = btrim(p_cron_expr) and v_schedule.timezone = p_timezone and v_schedule.is_active and coalesce(p_is_active, true)
      and v_schedule.next_run_at is not null;
    update lenses.workflow_schedules s
    set cron_expr = btrim(p_cron_expr), timezone = p_timezone, description = p_description, is_active = coalesce(p_is_active, true), assignee_type = v_type,
      assignee_id = p_assignee_id, workflow_assignment_id = p_workflow_assignment_id, approval_policy = p_approval_policy, retry_policy = p_retry_policy,
      failure_policy = p_failure_policy, queue_policy = p_queue_policy, inputs_template = coalesce(p_inputs_template, '{}'),
      global_model_id = p_global_model_id, paused_reason = case when p_is_active is not false then null else s.paused_reason end
    where s.id = p_schedule_id returning s.* into v_schedule;
  else
    if (select count(*) from lenses.workflow_schedules s where s.workflow_id = p_workflow_id) >= 100 then
      raise exception 'a workflow has at most 100 schedules' using errcode = '54000', hint = 'too_many_schedules: delete one first';
    end if;
    insert into lenses.workflow_schedules as s (workflow_id, created_by, cron_expr, timezone, description, is_active, assignee_type, assignee_id,
      workflow_assignment_id, approval_policy, retry_policy, failure_policy, queue_policy, inputs_template, global_model_id)
    values (p_workflow_id, v_me, btrim(p_cron_expr), p_timezone, p_description, coalesce(p_is_active, true), v_type, p_assignee_id, p_workflow_assignment_id,
      p_approval_policy, p_retry_policy, p_failure_policy, p_queue_policy, coalesce(p_inputs_template, '{}'), p_global_model_id)
    returning s.* into v_schedule;
  end if;
  if not v_same then
    v_schedule := lenses.plan_fires(v_schedule, p_computed);
  end if;
  if lenses.schedule_agent(v_schedule) is not null then
    perform agents.log_action(lenses.schedule_agent(v_schedule), 'schedule.saved', 'schedule', v_schedule.id);
  end if;
  return query select * from lenses.schedule_row(v_schedule);
end $$;

grant execute on function public.fn_upsert_workflow_schedule to authenticated;

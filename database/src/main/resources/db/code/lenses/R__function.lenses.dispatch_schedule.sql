-- Starts the run of a schedule for one instant; the unique (schedule, instant) makes a second dispatch of it none. What it comes to is noted
-- on the schedule and returned. Approvals, limits and switches hold as for everybody.
create or replace function lenses.dispatch_schedule(p_schedule_id uuid, p_instant timestamptz, p_next_run_at timestamptz,
  out run_id uuid, out status text)
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_schedule lenses.workflow_schedules;
  v_agent uuid;
  v_author uuid;
  v_team_run agents.team_runs;
  v_version record;
  v_hint text;
begin
  select * into v_schedule from lenses.workflow_schedules s where s.id = p_schedule_id for no key update skip locked;
  if v_schedule.id is null or exists (select from lenses.workflow_runs r where r.schedule_id = p_schedule_id and r.scheduled_for = p_instant) then
    return;
  end if;
  v_agent := lenses.schedule_agent(v_schedule);
  select w.lenser_id into v_author from lenses.workflows w where w.id = v_schedule.workflow_id;
  begin
    if not v_schedule.is_active then
      status := 'paused';
    elsif v_schedule.queue_policy ->> 'mode' = 'serial' and exists (
      select from lenses.workflow_runs r where r.schedule_id = p_schedule_id and r.status not in ('completed', 'failed', 'cancelled', 'timed_out')) then
      status := 'skipped_overlap';
    elsif v_agent is not null then
      v_team_run := agents.start_run(v_agent, v_schedule.workflow_id, v_schedule.inputs_template, false, 'schedule', v_author,
        jsonb_build_object('schedule_id', p_schedule_id, 'scheduled_for', p_instant), v_schedule, p_instant);
      run_id := v_team_run.workflow_run_id;
      status := case v_team_run.approval_status when 'pending' then 'awaiting_approval' else 'dispatched' end;
    else
      v_version := lenses.scheduled_version(v_schedule.workflow_id);
      perform lenses.refuse_inputs(v_schedule.inputs_template, v_version.input_names, v_version.required_inputs, v_version.typed_inputs);
      insert into lenses.workflow_runs (workflow_id, workflow_version_id, triggered_by, trigger_mode, context_inputs, global_model_id, schedule_id, scheduled_for)
      values (v_schedule.workflow_id, v_version.id, v_author, 'schedule', v_schedule.inputs_template, lenses.model_to_run(v_schedule.global_model_id), p_schedule_id, p_instant)
      returning id into run_id;
      insert into engine.run_queue (run_id) values (run_id);
      status := 'dispatched';
    end if;
  exception
    when others then
      get stacked diagnostics v_hint = pg_exception_hint;
      status := case split_part(v_hint, ':', 1) when 'budget_exhausted' then 'skipped_budget' when 'too_many_runs' then 'skipped_concurrency'
        when 'too_many_runs_today' then 'skipped_concurrency' when 'kill_switch' then 'paused' when 'agent_paused' then 'paused'
        else case when sqlstate in ('22023', '23514', '55000', 'P0002') then 'validation_failed' else 'dispatch_failed' end end;
      v_hint := left(sqlerrm, 4000);
      run_id := null;
  end;
  update lenses.workflow_schedules s
  set next_run_at = p_next_run_at, last_dispatch_status = dispatch_schedule.status,
    last_run_at = case when dispatch_schedule.run_id is null then s.last_run_at else now() end, last_run_id = coalesce(dispatch_schedule.run_id, s.last_run_id),
    last_error_at = case when v_hint is null then s.last_error_at else now() end, last_error_message = coalesce(v_hint, s.last_error_message)
  where s.id = p_schedule_id;
end $$;

grant execute on function lenses.dispatch_schedule to engine_worker, engine_scheduler;

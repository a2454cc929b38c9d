-- Makes the run of a schedule for one instant, or says what keeps it back. Approvals, limits and switches hold as for everybody.
create or replace function lenses.start_scheduled(p_schedule lenses.workflow_schedules, p_instant timestamptz, out run_id uuid, out status text)
language plpgsql volatile set search_path = '' as $$
declare
  v_agent uuid := lenses.schedule_agent(p_schedule);
  v_author uuid;
  v_queue jsonb := (p_schedule).queue_policy;
  v_open int;
  v_team_run agents.team_runs;
  v_version record;
  v_asks boolean := lenses.asks_first((p_schedule).approval_policy);
begin
  if not (p_schedule).is_active then
    status := 'paused';
    return;
  end if;
  if v_queue ->> 'mode' = 'serial' or v_queue ? 'maxConcurrency' then
    v_open := (select count(*) from lenses.schedule_firings f where f.schedule_id = (p_schedule).id and f.run_id is not null and f.ended_at is null);
    status := case when v_queue ->> 'mode' = 'serial' and v_open > 0 then 'skipped_overlap'
      when v_open >= (v_queue ->> 'maxConcurrency')::int then 'skipped_concurrency' end;
    if status is not null then
      return;
    end if;
  end if;
  select w.lenser_id into v_author from lenses.workflows w where w.id = (p_schedule).workflow_id;
  if v_agent is not null then
    v_team_run := agents.start_run(v_agent, (p_schedule).workflow_id, (p_schedule).inputs_template, false, 'schedule', v_author,
      jsonb_build_object('schedule_id', (p_schedule).id, 'scheduled_for', p_instant), p_schedule, p_instant);
    run_id := v_team_run.workflow_run_id;
    status := case v_team_run.approval_status when 'pending' then 'awaiting_approval' else 'dispatched' end;
    return;
  end if;
  v_version := lenses.scheduled_version((p_schedule).workflow_id);
  perform lenses.refuse_inputs((p_schedule).inputs_template, v_version.input_names, v_version.required_inputs, v_version.typed_inputs);
  insert into lenses.workflow_runs (workflow_id, workflow_version_id, triggered_by, trigger_mode, status, context_inputs, global_model_id,
    schedule_id, scheduled_for, metadata)
  values ((p_schedule).workflow_id, v_version.id, v_author, 'schedule', case when v_asks then 'validated' else 'queued' end, (p_schedule).inputs_template,
    lenses.model_to_run((p_schedule).global_model_id), (p_schedule).id, p_instant,
    agents.run_settings(v_queue - 'mode' - 'maxConcurrency', (p_schedule).retry_policy, (p_schedule).failure_policy, 'schedule'))
  returning id into run_id;
  if v_asks then
    insert into lenses.run_approvals (run_id, workflow_id, asked_id, priority, expires_at)
    values (run_id, (p_schedule).workflow_id, v_author, coalesce((v_queue ->> 'priority')::int, 0),
      now() + coalesce(((p_schedule).approval_policy ->> 'timeoutMinutes')::int * interval '1 minute', interval '24 hours'));
    status := 'awaiting_approval';
    return;
  end if;
  insert into engine.run_queue (run_id, priority) values (run_id, coalesce((v_queue ->> 'priority')::int, 0));
  status := 'dispatched';
end $$;

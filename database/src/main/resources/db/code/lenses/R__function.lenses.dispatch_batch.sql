-- Fires schedules that are due and that nothing keeps back, all in one statement; which ones it did. They are locked by the caller, ask
-- nobody, run as their workflow's author and beside each other. Whoever is not among the result is left for lenses.dispatch_schedule; a
-- fault of one of them, such as an input that does not fit, is a fault of all.
create or replace function lenses.dispatch_batch(p_ids uuid[]) returns uuid[]
language plpgsql volatile set search_path = '' as $$
declare
  v_done uuid[];
begin
  perform lenses.refuse_inputs(x.inputs_template, v.input_names, v.required_inputs, v.typed_inputs)
  from (select distinct s.workflow_id, s.inputs_template from lenses.workflow_schedules s where s.id = any (p_ids)) x
  join lenses.workflows w on w.id = x.workflow_id
  join lenses.workflow_versions v on v.id = coalesce(w.head_version_id, w.planned_version_id);
  with ready as materialized (
    select s.id, s.workflow_id, s.next_run_at, s.inputs_template, s.global_model_id, w.lenser_id as author,
      coalesce(w.head_version_id, w.planned_version_id) as version_id, coalesce((s.queue_policy ->> 'priority')::int, 0) as priority,
      agents.run_settings(s.queue_policy - 'mode', s.retry_policy, s.failure_policy, 'schedule') as settings
    from lenses.workflow_schedules s
    join lenses.workflows w on w.id = s.workflow_id
    where s.id = any (p_ids) and w.status <> 'archived' and coalesce(w.head_version_id, w.planned_version_id) is not null
      and not exists (select from lenses.schedule_firings f where f.schedule_id = s.id and f.instant = s.next_run_at)
  ), made as (
    insert into lenses.workflow_runs (workflow_id, workflow_version_id, triggered_by, trigger_mode, context_inputs, global_model_id,
      schedule_id, scheduled_for, metadata)
    select r.workflow_id, r.version_id, r.author, 'schedule', r.inputs_template,
      case when r.global_model_id is not null then lenses.model_to_run(r.global_model_id) end, r.id, r.next_run_at, r.settings
    from ready r
    returning id, schedule_id, scheduled_for
  ), queued as (
    insert into engine.run_queue (run_id, priority)
    select m.id, r.priority from made m join ready r on r.id = m.schedule_id
  ), noted as (
    insert into lenses.schedule_firings (schedule_id, instant, source, outcome, run_id)
    select m.schedule_id, m.scheduled_for, 'calendar', 'dispatched', m.id from made m
  ), moved as (
    update lenses.workflow_schedules s
    set next_run_at = s.upcoming[1], upcoming = s.upcoming[2:],
      decided_until = case when cardinality(s.upcoming) = 0 then m.scheduled_for else s.decided_until end,
      retry_at = null, last_dispatch_status = 'dispatched', last_run_at = now(), last_run_id = m.id
    from made m
    where s.id = m.schedule_id
    returning s.id
  )
  select coalesce(array_agg(m.id), '{}') into v_done from moved m;
  return v_done;
end $$;

-- Has a workflow start when a run of another one ends, or when somebody decided about one, where the filter holds on what happened.
create or replace function public.fn_upsert_workflow_trigger(p_workflow_id uuid, p_source_workflow_id uuid, p_event_type text default 'run.completed',
  p_filter jsonb default null, p_inputs_template jsonb default '{}', p_workflow_assignment_id uuid default null, p_is_active boolean default true,
  p_trigger_id uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_trigger lenses.workflow_triggers;
  v_problem text := lenses.condition_problem(nullif(p_filter, 'null'));
begin
  perform lenses.require_own_workflow(p_workflow_id);
  perform lenses.require_own_workflow(p_source_workflow_id);
  perform lenses.check_trigger_assignment(p_workflow_id, p_workflow_assignment_id);
  if p_workflow_id = p_source_workflow_id then
    raise exception 'a workflow does not start itself' using errcode = '22023', hint = 'trigger_loop: pass another workflow';
  elsif p_event_type is null or p_event_type not in ('run.ended', 'run.completed', 'run.failed', 'run.cancelled', 'run.timed_out', 'approval.decided') then
    raise exception '"%" is no event that starts a workflow', p_event_type using errcode = '22023',
      hint = 'bad_event: run.ended, run.completed, run.failed, run.cancelled, run.timed_out or approval.decided';
  elsif p_filter is not null and v_problem is not null then
    raise exception 'the filter is no condition: %', v_problem using errcode = '22023', hint = 'bad_condition: see docs/howto/schedules.md';
  elsif jsonb_typeof(p_inputs_template) is distinct from 'object' then
    raise exception 'inputs are a JSON object' using errcode = '22023', hint = 'bad_value: correct it';
  elsif p_trigger_id is null and (select count(*) from lenses.workflow_triggers t where t.workflow_id = p_workflow_id) >= 50 then
    raise exception 'a workflow has at most 50 triggers' using errcode = '54000', hint = 'too_many_triggers: delete one first';
  end if;
  if p_trigger_id is not null then
    v_trigger := lenses.require_trigger(p_trigger_id);
    update lenses.workflow_triggers t
    set event_type = p_event_type, source_workflow_id = p_source_workflow_id, filter = nullif(p_filter, 'null'), inputs_template = p_inputs_template,
      workflow_assignment_id = p_workflow_assignment_id, is_active = coalesce(p_is_active, t.is_active)
    where t.id = p_trigger_id and t.kind = 'event' and t.workflow_id = p_workflow_id returning t.* into v_trigger;
    if not found then
      raise exception 'trigger % is no event trigger of this workflow', p_trigger_id using errcode = '22023', hint = 'foreign_trigger: pass one of this workflow';
    end if;
  else
    insert into lenses.workflow_triggers as t (workflow_id, kind, event_type, source_workflow_id, filter, inputs_template, workflow_assignment_id, is_active)
    values (p_workflow_id, 'event', p_event_type, p_source_workflow_id, nullif(p_filter, 'null'), p_inputs_template, p_workflow_assignment_id, coalesce(p_is_active, true))
    returning t.* into v_trigger;
  end if;
  return lenses.trigger_json(v_trigger);
end $$;

grant execute on function public.fn_upsert_workflow_trigger to authenticated;

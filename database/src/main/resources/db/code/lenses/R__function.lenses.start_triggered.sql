-- Makes the run of a trigger: as its assignment says, with its approvals, or as the workflow's author.
create or replace function lenses.start_triggered(p_trigger lenses.workflow_triggers, p_body jsonb, p_metadata jsonb) returns uuid
language plpgsql volatile set search_path = '' as $$
declare
  v_mode text := case (p_trigger).kind when 'webhook' then 'webhook' else 'api' end;
  v_agent uuid;
  v_author uuid := (select w.lenser_id from lenses.workflows w where w.id = (p_trigger).workflow_id);
  v_version record := lenses.scheduled_version((p_trigger).workflow_id);
  v_inputs jsonb := lenses.trigger_inputs((p_trigger).inputs_template, p_body, v_version.input_names);
  -- what an outside system or another workflow sent is nobody's word
  v_metadata jsonb := p_metadata || '{"tainted": true}';
begin
  if (p_trigger).workflow_assignment_id is not null then
    select a.ai_lenser_id into v_agent from agents.workflow_assignments a where a.id = (p_trigger).workflow_assignment_id and a.is_active;
    if v_agent is null then
      raise exception 'the assignment of this trigger is switched off' using
        errcode = '55000', hint = 'assignment_inactive: switch the assignment on, or give the trigger another one';
    end if;
    return (agents.start_run(v_agent, (p_trigger).workflow_id, v_inputs, false, v_mode, v_author, v_metadata, jsonb_populate_record(
      null::lenses.workflow_schedules, jsonb_build_object('workflow_assignment_id', (p_trigger).workflow_assignment_id)))).workflow_run_id;
  end if;
  perform lenses.refuse_inputs(v_inputs, v_version.input_names, v_version.required_inputs, v_version.typed_inputs);
  return lenses.add_run((p_trigger).workflow_id, v_version.id, v_author, v_inputs, null, v_mode, v_metadata);
end $$;

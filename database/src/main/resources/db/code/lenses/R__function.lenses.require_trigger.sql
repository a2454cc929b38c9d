-- A trigger of a workflow of the caller's, locked; else not found.
create or replace function lenses.require_trigger(p_trigger_id uuid) returns lenses.workflow_triggers
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_trigger lenses.workflow_triggers;
begin
  perform lensers.require_lenser();
  select * into v_trigger from lenses.workflow_triggers t where t.id = p_trigger_id for no key update;
  if v_trigger.id is null or not exists (select from lenses.workflows w where w.id = v_trigger.workflow_id and lensers.can_act_as(w.lenser_id)) then
    raise exception 'trigger % was not found', p_trigger_id using errcode = 'P0002', hint = 'trigger_not_found: check the id (fn_list_workflow_triggers)';
  end if;
  return v_trigger;
end $$;

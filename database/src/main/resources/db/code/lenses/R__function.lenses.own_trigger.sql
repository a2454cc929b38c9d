-- The webhook of a workflow of the caller's, made inactive and without a secret when there is none yet.
create or replace function lenses.own_trigger(p_workflow_id uuid) returns lenses.workflow_triggers
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_trigger lenses.workflow_triggers;
begin
  perform lenses.require_own_workflow(p_workflow_id);
  insert into lenses.workflow_triggers (workflow_id, kind, is_active) values (p_workflow_id, 'webhook', false) on conflict do nothing;
  select * into v_trigger from lenses.workflow_triggers t where t.workflow_id = p_workflow_id and t.kind = 'webhook' for no key update;
  return v_trigger;
end $$;

-- Where a workflow can be started from outside. The secret is shown once, when it is made.
create or replace function public.fn_get_workflow_webhook_config(p_workflow_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_trigger lenses.workflow_triggers;
begin
  perform lensers.require_lenser();
  v_trigger := lenses.own_trigger(p_workflow_id);
  return jsonb_build_object('webhook_id', v_trigger.id, 'url', '/v1/hooks/' || v_trigger.id, 'is_active', v_trigger.is_active,
    'secret_hint', v_trigger.secret_hint, 'rotated_at', v_trigger.rotated_at, 'last_fired_at', v_trigger.last_fired_at,
    'workflow_assignment_id', v_trigger.workflow_assignment_id, 'last_run_id', v_trigger.last_run_id);
end $$;

grant execute on function public.fn_get_workflow_webhook_config to authenticated;

-- Changes the settings of an agent. The two switches have functions of their own.
create or replace function public.fn_update_workspace_settings(p_ai_lenser_id uuid, p_patch jsonb) returns agents.workspace_settings
language plpgsql security definer set search_path = '' as $$
declare
  v_settings agents.workspace_settings;
begin
  perform agents.require_scope(p_ai_lenser_id, 'settings:manage');
  perform agents.check_patch(p_patch, array['default_model_id', 'approval_default', 'approval_timeout_hours', 'retention_days', 'budget_enforce', 'webhooks']);
  if p_patch ?| array['approval_default', 'budget_enforce'] then
    -- loosening what an agent may do is for managers
    perform agents.require_managed(p_ai_lenser_id);
  end if;
  select * into v_settings from agents.workspace_settings s where s.ai_lenser_id = p_ai_lenser_id for update;
  v_settings := jsonb_populate_record(v_settings, p_patch);
  update agents.workspace_settings s
  set default_model_id = v_settings.default_model_id, approval_default = v_settings.approval_default,
    approval_timeout_hours = v_settings.approval_timeout_hours, retention_days = v_settings.retention_days,
    budget_enforce = v_settings.budget_enforce, webhooks = v_settings.webhooks
  where s.ai_lenser_id = p_ai_lenser_id
  returning * into v_settings;
  perform agents.log_action(p_ai_lenser_id, 'settings.updated', 'settings', v_settings.id, p_patch);
  perform agents.audit(p_ai_lenser_id, 'settings.updated', 'settings', v_settings.id, p_patch);
  return v_settings;
exception
  when foreign_key_violation then
    raise exception 'the model was not found' using errcode = 'P0002', hint = 'model_not_found: use the id of a model of the catalog (fn_ai_catalog_models)';
  when check_violation or not_null_violation or invalid_text_representation or numeric_value_out_of_range then
    perform agents.bad_value(sqlerrm);
end $$;

grant execute on function public.fn_update_workspace_settings to authenticated;

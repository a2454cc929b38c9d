-- Changes the limits of an agent; operators cannot, whatever their scope.
create or replace function public.fn_update_agent_policy(p_ai_lenser_id uuid, p_patch jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_policy agents.policies;
begin
  perform agents.require_managed(p_ai_lenser_id);
  perform agents.check_patch(p_patch, array['spending_limit_credits', 'spend_threshold_credits', 'model_binding_mode', 'allowed_output_modalities', 'max_parallel_runs',
    'max_daily_runs', 'is_public_policy']);
  select * into v_policy from agents.policies p where p.ai_lenser_id = p_ai_lenser_id for update;
  v_policy := jsonb_populate_record(v_policy, p_patch);
  update agents.policies p
  set spending_limit_credits = v_policy.spending_limit_credits, spend_threshold_credits = v_policy.spend_threshold_credits, model_binding_mode = v_policy.model_binding_mode,
    allowed_output_modalities = v_policy.allowed_output_modalities, max_parallel_runs = v_policy.max_parallel_runs,
    max_daily_runs = v_policy.max_daily_runs, is_public_policy = v_policy.is_public_policy
  where p.ai_lenser_id = p_ai_lenser_id;
  perform agents.log_action(p_ai_lenser_id, 'policy.updated', 'policy', v_policy.id, p_patch);
  perform agents.audit(p_ai_lenser_id, 'policy.updated', 'policy', v_policy.id, p_patch);
exception
  when check_violation or not_null_violation or invalid_text_representation or numeric_value_out_of_range then
    perform agents.bad_value(sqlerrm);
end $$;

grant execute on function public.fn_update_agent_policy to authenticated;

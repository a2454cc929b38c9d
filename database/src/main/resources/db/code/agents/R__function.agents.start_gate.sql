-- Whether a run of the agent waits for a person before it starts: not_required, approved (in advance) or pending, and why.
create or replace function agents.start_gate(p_ai_lenser_id uuid, p_workflow_id uuid, p_policy jsonb, p_always boolean,
  out status text, out reason jsonb)
language plpgsql stable set search_path = '' as $$
declare
  v_default text := (select s.approval_default from agents.workspace_settings s where s.ai_lenser_id = p_ai_lenser_id);
  v_standing uuid := agents.standing_approval(p_ai_lenser_id, p_workflow_id, 'start_run');
begin
  if v_default = 'deny' then
    raise exception 'the settings of this agent allow no runs' using
      errcode = '42501', hint = 'runs_denied: set approval_default to require_human or auto (fn_update_workspace_settings)';
  end if;
  reason := jsonb_build_object('gate_kind', 'start_run', 'requested_action', 'start_run');
  status := case
    when not p_always and p_policy is null and coalesce(v_default, 'require_human') = 'auto' then 'not_required'
    when not p_always and p_policy is not null and (p_policy -> 'requiresApproval' is distinct from 'true'
      or p_policy ->> 'mode' in ('sensitive_actions', 'on_block')) then 'not_required'
    when not p_always and v_standing is not null then 'approved'
    else 'pending'
  end;
  if status = 'approved' then
    reason := reason || jsonb_build_object('standing_approval_id', v_standing);
  elsif status = 'not_required' then
    reason := '{}';
  end if;
end $$;

-- Approves in advance, for a time: all runs of an agent, those of one workflow, or one kind of gate.
create or replace function public.fn_grant_standing_approval(p_ai_lenser_id uuid, p_workflow_id uuid default null, p_gate_kind text default null,
  p_hours int default 24) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
  v_id uuid;
begin
  perform agents.require_managed(p_ai_lenser_id);
  if p_workflow_id is not null then
    perform lenses.require_readable_workflow(p_workflow_id);
  end if;
  if p_hours is null or p_hours not between 1 and 720 then
    raise exception 'a standing approval lasts 1 to 720 hours' using errcode = '22023', hint = 'bad_hours: choose at most 30 days';
  end if;
  if char_length(p_gate_kind) > 60 then
    raise exception 'there is no such gate' using errcode = '22023', hint = 'bad_gate: see docs/reference/policies.md';
  end if;
  insert into agents.standing_approvals (ai_lenser_id, workflow_id, gate_kind, expires_at, created_by)
  values (p_ai_lenser_id, p_workflow_id, p_gate_kind, now() + p_hours * interval '1 hour', v_me)
  returning id into v_id;
  perform agents.log_action(p_ai_lenser_id, 'standing_approval.granted', 'standing_approval', v_id, jsonb_build_object('workflow_id', p_workflow_id, 'hours', p_hours));
  perform agents.audit(p_ai_lenser_id, 'standing_approval.granted', 'standing_approval', v_id,
    jsonb_build_object('workflow_id', p_workflow_id, 'gate_kind', p_gate_kind, 'hours', p_hours));
  return v_id;
end $$;

grant execute on function public.fn_grant_standing_approval to authenticated;

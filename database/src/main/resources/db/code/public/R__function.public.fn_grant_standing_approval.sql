-- Approves in advance, for a time: all runs of an agent, those of one workflow, one kind of gate, or the calls of one tool, those whose
-- arguments hold what p_argument_match holds.
create or replace function public.fn_grant_standing_approval(p_ai_lenser_id uuid, p_workflow_id uuid default null, p_gate_kind text default null,
  p_hours int default 24, p_tool_id uuid default null, p_argument_match jsonb default null) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
  v_id uuid;
  v_what jsonb;
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
  perform agents.refuse_argument_match(p_ai_lenser_id, p_tool_id, p_argument_match);
  insert into agents.standing_approvals (ai_lenser_id, workflow_id, gate_kind, tool_id, argument_match, expires_at, created_by)
  values (p_ai_lenser_id, p_workflow_id, p_gate_kind, p_tool_id, p_argument_match, now() + p_hours * interval '1 hour', v_me)
  returning id into v_id;
  v_what := jsonb_strip_nulls(jsonb_build_object('workflow_id', p_workflow_id, 'gate_kind', p_gate_kind, 'tool_id', p_tool_id,
    'argument_match', p_argument_match, 'hours', p_hours));
  perform agents.log_action(p_ai_lenser_id, 'standing_approval.granted', 'standing_approval', v_id, v_what);
  perform agents.audit(p_ai_lenser_id, 'standing_approval.granted', 'standing_approval', v_id, v_what);
  return v_id;
end $$;

grant execute on function public.fn_grant_standing_approval to authenticated;

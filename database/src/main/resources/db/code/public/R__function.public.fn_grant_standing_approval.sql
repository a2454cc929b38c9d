-- Approves in advance, for a time: all that an agent asks, or only what one workflow, one kind of gate, one tool, or calls of it that hold these
-- arguments ask.
create or replace function public.fn_grant_standing_approval(p_ai_lenser_id uuid, p_workflow_id uuid default null, p_gate_kind text default null,
  p_hours int default 24, p_tool_id uuid default null, p_argument_match jsonb default null) returns uuid
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
  if p_gate_kind <> all (agents.mandatory_gates() || array['start_run', 'tool', 'tool_call', 'read_outside', 'sensitive_actions',
    'dangerous', 'tool_requires_approval', 'profile_requires_approval']) then
    raise exception 'there is no gate "%"', left(p_gate_kind, 60) using errcode = '22023', hint = 'bad_gate: see docs/reference/policies.md';
  end if;
  if p_tool_id is not null and not exists (select from agents.tool_assignments a where a.tool_id = p_tool_id and a.ai_lenser_id = p_ai_lenser_id) then
    raise exception 'tool % was not found', p_tool_id using errcode = 'P0002', hint = 'tool_not_found: give the agent the tool first (fn_assign_tool)';
  end if;
  if p_argument_match is not null and (p_tool_id is null or jsonb_typeof(p_argument_match) <> 'object' or pg_column_size(p_argument_match) > 8192) then
    raise exception 'arguments are an object, of a tool that is named' using
      errcode = '22023', hint = 'bad_input: pass p_tool_id and {"argument": value}, at most 8 KiB';
  end if;
  insert into agents.standing_approvals (ai_lenser_id, workflow_id, gate_kind, tool_id, argument_match, expires_at, created_by)
  values (p_ai_lenser_id, p_workflow_id, p_gate_kind, p_tool_id, p_argument_match, now() + p_hours * interval '1 hour', v_me)
  returning id into v_id;
  perform agents.log_action(p_ai_lenser_id, 'standing_approval.granted', 'standing_approval', v_id, jsonb_build_object('workflow_id', p_workflow_id, 'hours', p_hours));
  perform agents.audit(p_ai_lenser_id, 'standing_approval.granted', 'standing_approval', v_id,
    jsonb_strip_nulls(jsonb_build_object('workflow_id', p_workflow_id, 'gate_kind', p_gate_kind, 'tool_id', p_tool_id, 'argument_match', p_argument_match,
      'hours', p_hours)));
  return v_id;
end $$;

grant execute on function public.fn_grant_standing_approval to authenticated;

-- Whether a call of a tool waits for a person (pending), was approved in advance (approved), or needs nobody, and by which gate. Text that
-- no person wrote never rides on an approval in advance to the outside.
create or replace function agents.call_asks(p_agent_id uuid, p_member_id uuid, p_run agents.team_runs, p_tool agents.tools_registry, p_input jsonb,
  p_tainted boolean, out status text, out gate text, out standing uuid)
language plpgsql stable set search_path = '' as $$
declare
  v_policy jsonb := coalesce((select a.approval_policy from agents.workflow_assignments a where a.id = (p_run).workflow_assignment_id), '{}');
  v_verdict record := agents.tool_verdict(p_agent_id, (p_tool).id, (select x.tool_id from agents.profiles_of(p_agent_id, p_member_id) x));
  v_gates text[] := agents.gates_of_tool(p_tool);
begin
  select g into gate from unnest(v_gates) g
  where g = any (agents.mandatory_gates()) or coalesce(v_policy -> 'gates', '[]') ? g
  order by g = any (agents.mandatory_gates()) desc, g limit 1;
  if gate is null and (p_tool).egress_class <> 'none' and v_policy ->> 'mode' = 'sensitive_actions' then
    gate := 'sensitive_actions';
  end if;
  if gate is null and v_verdict.approval_required then
    gate := v_verdict.reason;
  end if;
  if gate is null then
    status := 'not_required';
    return;
  end if;
  if not (p_tainted and (p_tool).egress_class = 'write') then
    standing := agents.standing_approval(p_agent_id, (p_run).workflow_id, gate, (p_tool).id, p_input);
    standing := coalesce(standing, agents.standing_approval(p_agent_id, (p_run).workflow_id, 'tool', (p_tool).id, p_input));
  end if;
  status := case when standing is null then 'pending' else 'approved' end;
end $$;

-- An approval given in advance that covers this; NULL when there is none. It holds as long as whoever gave it manages the agent.
create or replace function agents.standing_approval(p_ai_lenser_id uuid, p_workflow_id uuid, p_gate_kind text, p_tool_id uuid default null,
  p_arguments jsonb default null) returns uuid
language sql stable set search_path = '' as $$
  select s.id
  from agents.standing_approvals s
  where s.ai_lenser_id = p_ai_lenser_id and s.revoked_at is null and s.expires_at > now()
    and (s.workflow_id is null or s.workflow_id = p_workflow_id)
    and (s.gate_kind is null or s.gate_kind = p_gate_kind)
    and (s.tool_id is null or s.tool_id = p_tool_id)
    and (s.argument_match is null or p_arguments @> s.argument_match)
    and exists (
      select from agents.ownerships o
      where o.ai_lenser_id = s.ai_lenser_id and o.owner_lenser_id = s.created_by and o.role <> 'operator' and o.revoked_at is null)
  order by s.expires_at desc, s.id limit 1
$$;

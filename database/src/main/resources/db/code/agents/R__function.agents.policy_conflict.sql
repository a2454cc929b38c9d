-- Where settings of a policy contradict each other or name what is not there; NULL where they do not. Asked when a policy is saved: what is
-- gone later blocks the run that comes to it, and widens nothing.
create or replace function agents.policy_conflict(p_kind text, p_policy jsonb) returns text
language plpgsql stable set search_path = '' as $$
declare
  v_model text := p_policy ->> 'fallbackModelId';
  v_assignee text := p_policy ->> 'fallbackAssigneeId';
begin
  return case p_kind
    when 'approval' then case
      when p_policy -> 'requiresApproval' = 'false' and p_policy ->> 'mode' = 'every_node'
        then '"mode" every_node asks before every step, and "requiresApproval" is false; choose one' end
    when 'retry' then case
      when (p_policy ->> 'maxBackoffMs')::numeric < (p_policy ->> 'backoffMs')::numeric then '"maxBackoffMs" is less than "backoffMs"' end
    when 'failure' then case
      when p_policy ->> 'mode' = 'fallback' and coalesce(v_model, v_assignee) is null
        then '"mode" is fallback: name a "fallbackModelId" or a "fallbackAssigneeId"'
      when v_model is not null and ai.find_model(v_model) is null then format('"fallbackModelId": there is no model "%s"', left(v_model, 120))
      when v_assignee is not null and (not lenses.is_uuid(v_assignee) or not exists (
          select from agents.ai_lensers a where a.id::text = lower(v_assignee)
          union all select from agents.teams t where t.id::text = lower(v_assignee)))
        then format('"fallbackAssigneeId": there is no agent or team "%s"', left(v_assignee, 120)) end
  end;
end $$;

grant execute on function agents.policy_conflict to authenticated, engine_worker;

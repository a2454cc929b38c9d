-- A call of a tool, locked, for those who may do this with it.
create or replace function agents.require_invocation(p_invocation_id uuid, p_scope text) returns agents.tool_invocations
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_call agents.tool_invocations;
begin
  perform lensers.require_lenser();
  select * into v_call from agents.tool_invocations i where i.id = p_invocation_id for no key update;
  perform agents.lock_authority(v_call.ai_lenser_id);
  perform agents.require_part('invocation', p_invocation_id, v_call.ai_lenser_id, p_scope);
  return v_call;
end $$;

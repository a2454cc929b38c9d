-- Refuses one call.
create or replace function public.fn_reject_tool_invocation(p_invocation_id uuid, p_reason text default null) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform lensers.require_lenser();
  perform agents.decide_invocation(p_invocation_id, 'rejected', p_reason);
end $$;

grant execute on function public.fn_reject_tool_invocation to authenticated;

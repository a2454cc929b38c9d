-- Allows one call, as it was shown.
create or replace function public.fn_approve_tool_invocation(p_invocation_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform lensers.require_lenser();
  perform agents.decide_invocation(p_invocation_id, 'approved', null);
end $$;

grant execute on function public.fn_approve_tool_invocation to authenticated;

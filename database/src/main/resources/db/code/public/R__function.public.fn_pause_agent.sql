-- Pauses an agent.
create or replace function public.fn_pause_agent(p_ai_lenser_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform lensers.require_lenser();
  perform agents.switch_runs(p_ai_lenser_id, true);
end $$;

grant execute on function public.fn_pause_agent to authenticated;

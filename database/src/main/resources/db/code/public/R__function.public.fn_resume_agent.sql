-- Resumes a paused agent.
create or replace function public.fn_resume_agent(p_ai_lenser_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform lensers.require_lenser();
  perform agents.switch_runs(p_ai_lenser_id, false);
end $$;

grant execute on function public.fn_resume_agent to authenticated;

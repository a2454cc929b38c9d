-- Starts a finished team run again with the same inputs, as a new one; its id.
create or replace function public.fn_retry_agent_run(p_ai_lenser_id uuid, p_run_id uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_run agents.team_runs;
  v_new agents.team_runs;
begin
  perform agents.require_scope(p_ai_lenser_id, 'workflow:assign');
  select * into v_run from agents.team_runs r where r.id = p_run_id and r.ai_lenser_id = p_ai_lenser_id;
  if v_run.id is null then
    raise exception 'team run % was not found', p_run_id using errcode = 'P0002', hint = 'team_run_not_found: check the id';
  end if;
  if v_run.status not in ('completed', 'failed', 'cancelled') or v_run.workflow_id is null then
    raise exception 'team run % cannot be started again', p_run_id using errcode = '55000', hint = 'run_not_finished: wait for it, or cancel it first';
  end if;
  v_new := agents.start_run(p_ai_lenser_id, v_run.workflow_id,
    coalesce((select r.context_inputs::jsonb from lenses.workflow_runs r where r.id = v_run.workflow_run_id), '{}'), false, 'retry',
    lensers.get_auth_lenser_id(), jsonb_build_object('retry_of', p_run_id));
  perform agents.log_action(p_ai_lenser_id, 'run.retried', 'team_run', v_new.id, jsonb_build_object('retry_of', p_run_id));
  return v_new.id::text;
end $$;

grant execute on function public.fn_retry_agent_run to authenticated;

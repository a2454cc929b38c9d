-- Asks for a call of a tool within a team run; it is pending until somebody approves it, where that is needed.
create or replace function public.fn_invoke_tool(p_team_run_id uuid, p_tool_id uuid, p_ai_lenser_id uuid, p_input jsonb,
  p_agent_run_step_id uuid default null) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_run agents.team_runs;
begin
  perform agents.require_scope(p_ai_lenser_id, 'tools:manage');
  v_run := agents.require_team_run(p_team_run_id, 'tools:manage');
  if v_run.status in ('completed', 'failed', 'cancelled') then
    raise exception 'team run % is over', p_team_run_id using errcode = '55000', hint = 'run_finished: start a new one';
  end if;
  if p_input is null or jsonb_typeof(p_input) <> 'object' then
    raise exception 'the input of a tool is a JSON object' using errcode = '22023', hint = 'bad_input: pass {"name": value, …}';
  end if;
  if octet_length(p_input::text) > 524288 then
    raise exception 'the input has more than 512 KiB' using errcode = '54000', hint = 'input_too_large: pass less, or a reference to it';
  end if;
  if p_agent_run_step_id is not null and not exists (
      select from agents.agent_run_steps s where s.id = p_agent_run_step_id and s.team_run_id = p_team_run_id) then
    raise exception 'step % was not found', p_agent_run_step_id using errcode = 'P0002', hint = 'step_not_found: choose one of fn_list_agent_run_steps';
  end if;
  return agents.add_invocation(v_run, v_run.workflow_run_id, null, p_tool_id, p_ai_lenser_id, p_input, p_agent_run_step_id);
end $$;

grant execute on function public.fn_invoke_tool to authenticated;

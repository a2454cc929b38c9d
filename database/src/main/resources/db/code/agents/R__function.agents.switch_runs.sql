-- Pauses or resumes an agent: nothing new starts while it is paused.
create or replace function agents.switch_runs(p_ai_lenser_id uuid, p_paused boolean) returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform agents.require_scope(p_ai_lenser_id, 'settings:manage');
  update agents.workspace_settings s set runner_paused = p_paused where s.ai_lenser_id = p_ai_lenser_id and s.runner_paused <> p_paused;
  if not found then
    raise exception 'the agent is % already', case when p_paused then 'paused' else 'running' end using
      errcode = '55000', hint = case when p_paused then 'agent_paused: nothing is left to do' else 'agent_not_paused: nothing is left to do' end;
  end if;
  if not p_paused then
    perform agents.wake(p_ai_lenser_id);
  end if;
  perform agents.log_action(p_ai_lenser_id, case when p_paused then 'agent.paused' else 'agent.resumed' end, 'agent', p_ai_lenser_id);
  perform agents.audit(p_ai_lenser_id, case when p_paused then 'agent.paused' else 'agent.resumed' end, 'agent', p_ai_lenser_id);
end $$;

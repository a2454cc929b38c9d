-- Why an agent cannot work at the moment; NULL when it can.
create or replace function agents.agent_refusal(p_agent_id uuid) returns text
language sql stable set search_path = '' as $$
  select case
    when a.archived_at is not null then 'the agent is archived'
    when a.suspended_at is not null then 'the agent is suspended'
    when not a.is_active then 'the agent is switched off'
    when s.global_kill_switch then 'the kill switch of the agent is on'
    when s.runner_paused then 'the agent is paused'
  end
  from agents.ai_lensers a left join agents.workspace_settings s on s.ai_lenser_id = a.id
  where a.id = p_agent_id
$$;

-- Whether an agent's runs may not call out: its kill switch is on, it is paused, or it is not active.
create or replace function engine.agent_is_stopped(p_ai_lenser_id uuid) returns boolean
language sql stable set search_path = '' as $$
  select exists (
    select from agents.ai_lensers a
    left join agents.workspace_settings s on s.ai_lenser_id = a.id
    where a.id = p_ai_lenser_id
      and (s.global_kill_switch or s.runner_paused or not a.is_active or a.suspended_at is not null or a.archived_at is not null))
$$;

grant execute on function engine.agent_is_stopped to engine_worker;

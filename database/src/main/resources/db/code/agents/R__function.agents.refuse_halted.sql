-- Refuses to start anything for an agent that is switched off, or that has used up what its policy allows.
create or replace function agents.refuse_halted(p_ai_lenser_id uuid) returns void
language plpgsql stable set search_path = '' as $$
declare
  v_agent record;
begin
  select a.is_active and a.suspended_at is null and a.archived_at is null as active, s.global_kill_switch, s.runner_paused, s.budget_enforce,
    s.approval_default, p.spending_limit_credits, p.max_parallel_runs, p.max_daily_runs into v_agent
  from agents.ai_lensers a
  left join agents.workspace_settings s on s.ai_lenser_id = a.id
  left join agents.policies p on p.ai_lenser_id = a.id
  where a.id = p_ai_lenser_id;
  if v_agent.global_kill_switch then
    raise exception 'the kill switch of this agent is on' using errcode = '55000', hint = 'kill_switch: switch it off first (fn_toggle_kill_switch)';
  end if;
  if v_agent.runner_paused or not v_agent.active then
    raise exception 'this agent is paused' using errcode = '55000', hint = 'agent_paused: resume it first (fn_resume_agent)';
  end if;
  if (select count(*) from agents.team_runs r where r.ai_lenser_id = p_ai_lenser_id and r.status in ('queued', 'running', 'blocked')) >= v_agent.max_parallel_runs then
    raise exception 'the agent has % runs going', v_agent.max_parallel_runs using
      errcode = '54000', hint = 'too_many_runs: wait for one to end, or raise max_parallel_runs in its policy';
  end if;
  if (select count(*) from agents.team_runs r where r.ai_lenser_id = p_ai_lenser_id and r.created_at > now() - interval '1 day') >= v_agent.max_daily_runs then
    raise exception 'the agent had % runs in the last 24 hours', v_agent.max_daily_runs using
      errcode = '54000', hint = 'too_many_runs_today: wait, or raise max_daily_runs in its policy';
  end if;
  if v_agent.budget_enforce and agents.spent_this_month(p_ai_lenser_id) >= v_agent.spending_limit_credits then
    raise exception 'the agent has spent its % credits of this month', v_agent.spending_limit_credits using
      errcode = '54000', hint = 'budget_exhausted: raise spending_limit_credits in its policy';
  end if;
end $$;

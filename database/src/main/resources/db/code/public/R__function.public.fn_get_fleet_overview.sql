-- The caller's agents in figures.
create or replace function public.fn_get_fleet_overview(p_human_lenser_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_me uuid := lensers.require_self(p_human_lenser_id);
  v_agents uuid[] := agents.managed_ai_lenser_ids();
begin
  return jsonb_build_object(
    'human_lenser_id', v_me,
    'agents_total', cardinality(v_agents),
    'agents_active', (select count(*) from agents.ai_lensers a join agents.workspace_settings s on s.ai_lenser_id = a.id
      where a.id = any (v_agents) and a.is_active and a.suspended_at is null and a.archived_at is null and not s.runner_paused and not s.global_kill_switch),
    'credits_30d', (select coalesce(round(sum(r.spent_credits), 3), 0) from lenses.workflow_runs r
      where r.ai_lenser_id = any (v_agents) and r.created_at > now() - interval '30 days'),
    'runs_24h', (select count(*) from lenses.workflow_runs r where r.ai_lenser_id = any (v_agents) and r.created_at > now() - interval '1 day'),
    'approvals_pending', (select count(*) from agents.approval_requests_v v where v.ai_lenser_id = any (v_agents)),
    'schedules_active', (select count(*) from lenses.workflow_schedules s where s.is_active and lenses.schedule_agent(s) = any (v_agents)));
end $$;

grant execute on function public.fn_get_fleet_overview to authenticated;

-- Whether the caller may see a run: whoever may act as its starter, and those who may view its agent's logs.
create or replace function lenses.can_see_run(p_run lenses.workflow_runs) returns boolean
language sql stable set search_path = '' as $$
  select lensers.can_act_as((p_run).triggered_by) or coalesce(agents.has_agent_scope((p_run).ai_lenser_id, 'logs:view'), false)
$$;

-- What the runs of a workflow left in memory, newest first.
create or replace function public.fn_get_memory_entries_by_workflow(p_workflow_id uuid, p_limit int default 100)
returns table (id uuid, profile_id uuid, ai_lenser_id uuid, team_run_id uuid, scope text, source text, content text, confidence numeric,
  is_redacted boolean, created_at timestamptz)
language plpgsql security definer rows 50 set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
  v_agents uuid[] := agents.ai_lenser_ids_with_scope('memory:manage');
begin
  return query
  with entry as materialized (
    select m.* from agents.memories m
    join agents.team_runs r on r.id = m.team_run_id
    where r.workflow_id = p_workflow_id and m.ai_lenser_id = any (v_agents)
    order by m.created_at desc, m.id desc
    limit agents.list_size(p_limit, 100)
  ), noted as (
    insert into agents.memory_access_logs (memory_id, team_run_id, actor_lenser_id, action)
    select e.id, e.team_run_id, v_me, 'read' from entry e
  )
  select e.id, e.profile_id, e.ai_lenser_id, e.team_run_id, e.scope, e.source, e.content, e.confidence, e.is_redacted, e.created_at
  from entry e order by e.created_at desc, e.id desc;
end $$;

grant execute on function public.fn_get_memory_entries_by_workflow to authenticated;

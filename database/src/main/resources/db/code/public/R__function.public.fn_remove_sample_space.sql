-- Takes the caller's samples away, with the runs that they made; what was decided stays in the logs.
create or replace function public.fn_remove_sample_space() returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
  -- only what is the caller's own: the list alone proves nothing
  v_lenses uuid[] := array(select s.object_id from lensers.samples s join lenses.lenses l on l.id = s.object_id
    where s.lenser_id = v_me and s.kind = 'lens' and l.lenser_id = v_me);
  v_workflows uuid[] := array(select s.object_id from lensers.samples s join lenses.workflows w on w.id = s.object_id
    where s.lenser_id = v_me and s.kind = 'workflow' and w.lenser_id = v_me);
  v_agents uuid[] := array(select s.object_id from lensers.samples s
    where s.lenser_id = v_me and s.kind = 'agent' and agents.owner_of(s.object_id) = v_me);
  v_tools uuid[] := array(select s.object_id from lensers.samples s join agents.tools_registry t on t.id = s.object_id
    where s.lenser_id = v_me and s.kind = 'tool' and t.owner_lenser_id = v_me);
begin
  if not exists (select from lensers.samples s where s.lenser_id = v_me) then
    raise exception 'there is no sample space' using errcode = '55000', hint = 'samples_missing: nothing is left to do';
  end if;
  if exists (
    select from lenses.workflow_runs r
    where r.workflow_id = any (v_workflows) and r.status in ('pending', 'running', 'streaming', 'recovered')) then
    raise exception 'a sample run is going on' using errcode = '55000', hint = 'run_not_finished: wait for it, or cancel it first';
  end if;
  delete from engine.run_queue q using lenses.workflow_runs r where r.id = q.run_id and r.workflow_id = any (v_workflows);
  delete from agents.team_runs r where r.ai_lenser_id = any (v_agents);
  delete from lenses.workflow_runs r where r.workflow_id = any (v_workflows);
  delete from lensers.profiles p using agents.ai_lensers a where a.profile_id = p.id and a.id = any (v_agents);
  delete from agents.tools_registry t where t.id = any (v_tools);
  update lenses.workflows w set planned_version_id = null, planned_revision = null, head_version_id = null, status = 'archived', archived_at = now()
  where w.id = any (v_workflows) and w.status <> 'archived';
  delete from lenses.workflows w where w.id = any (v_workflows);
  delete from lenses.lenses l where l.id = any (v_lenses);
  delete from lensers.samples s where s.lenser_id = v_me;
  return jsonb_build_object('lens', cardinality(v_lenses), 'workflow', cardinality(v_workflows), 'agent', cardinality(v_agents), 'tool', cardinality(v_tools));
end $$;

grant execute on function public.fn_remove_sample_space to authenticated;

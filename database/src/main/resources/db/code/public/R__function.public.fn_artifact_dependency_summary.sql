-- What would lose its footing if a thing of the caller's were deleted: {total, by_kind, reasons}.
create or replace function public.fn_artifact_dependency_summary(p_artifact_type text, p_artifact_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_counts jsonb;
begin
  perform lensers.require_lenser();
  case p_artifact_type
    when 'lens' then
      perform lenses.require_own_lens(p_artifact_id);
      v_counts := lenses.lens_dependants(p_artifact_id);
    when 'workflow' then
      if not exists (select from lenses.workflows w where w.id = p_artifact_id and lensers.can_act_as(w.lenser_id)) then
        raise exception 'workflow % was not found', p_artifact_id using errcode = 'P0002', hint = 'workflow_not_found: check the id';
      end if;
      v_counts := lenses.workflow_dependants(p_artifact_id) -> 'by_kind'
        || jsonb_build_object('assignments', (select count(*) from agents.workflow_assignments a where a.workflow_id = p_artifact_id),
          'schedules', (select count(*) from lenses.workflow_schedules s where s.workflow_id = p_artifact_id));
    when 'team' then
      perform agents.require_team(p_artifact_id);
      select jsonb_build_object('assignments', (select count(*) from agents.workflow_assignments a where a.assignee_team_id = p_artifact_id),
        'schedules', (select count(*) from lenses.workflow_schedules s where s.assignee_id = p_artifact_id),
        'active_runs', (select count(*) from agents.team_runs r where r.team_id = p_artifact_id and r.status in ('queued', 'running', 'blocked'))) into v_counts;
    when 'agent' then
      perform agents.require_managed(p_artifact_id);
      select jsonb_build_object('teams', (select count(*) from agents.team_members m where m.agent_id = p_artifact_id),
        'assignments', (select count(*) from agents.workflow_assignments a where a.ai_lenser_id = p_artifact_id or a.assignee_ai_lenser_id = p_artifact_id),
        'schedules', (select count(*) from lenses.workflow_schedules s where s.assignee_id = p_artifact_id),
        'active_runs', (select count(*) from agents.team_runs r where r.ai_lenser_id = p_artifact_id and r.status in ('queued', 'running', 'blocked'))) into v_counts;
    else
      raise exception 'there are no dependants of a "%"', p_artifact_type using errcode = '22023', hint = 'bad_artifact_type: pass lens, workflow, team or agent';
  end case;
  return (
    select jsonb_build_object('total', coalesce(sum(c.value::int), 0), 'by_kind', coalesce(jsonb_object_agg(c.key, c.value::int) filter (where c.value::int > 0), '{}'),
      'reasons', coalesce(jsonb_agg(format('%s %s', c.value, replace(c.key, '_', ' ')) order by c.key) filter (where c.value::int > 0), '[]'))
    from jsonb_each_text(v_counts) c);
end $$;

grant execute on function public.fn_artifact_dependency_summary to authenticated;

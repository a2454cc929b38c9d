-- The version that a run of the caller is pinned to, and what it takes. Without a version named: for the author the graph as it
-- stands (planned once, then remembered), for others the published version.
create or replace function lenses.version_to_run(p_workflow_id uuid, p_version_id uuid, p_me uuid,
  out id uuid, out input_names text[], out required_inputs text[], out typed_inputs jsonb)
language plpgsql set search_path = '' as $$
declare
  v_workflow record;
  v_mine boolean;
begin
  select w.lenser_id, w.title, w.status, w.visibility, w.head_version_id,
    case when w.planned_revision = w.revision then w.planned_version_id end as planned_version_id,
    v.id as usual_id, v.input_names, v.required_inputs, v.typed_inputs
  into v_workflow
  from lenses.workflows w
  -- what it comes to nearly always, in the same look
  left join lenses.workflow_versions v on v.id = case when w.lenser_id <> p_me then w.head_version_id
    when w.planned_revision = w.revision then w.planned_version_id end
  where w.id = p_workflow_id;
  v_mine := v_workflow.lenser_id = p_me or lensers.can_act_as(v_workflow.lenser_id);
  if v_mine is not true and (v_workflow.status = 'published' and v_workflow.visibility <> 'private') is not true then
    raise exception 'workflow % was not found', p_workflow_id using
      errcode = 'P0002', hint = 'workflow_not_found: check the id; private workflows are visible to their author only';
  end if;
  if v_workflow.status = 'archived' then
    raise exception 'workflow "%" is archived', v_workflow.title using
      errcode = '55000', hint = 'workflow_archived: restore it first', detail = jsonb_build_object('workflow_id', p_workflow_id)::text;
  end if;
  if p_version_id is not null then
    id := lenses.named_version(p_workflow_id, p_version_id, v_mine);
  elsif v_mine then
    id := coalesce(v_workflow.planned_version_id, lenses.plan_workflow(p_workflow_id));
  else
    id := v_workflow.head_version_id;
  end if;
  if id = v_workflow.usual_id then
    input_names := v_workflow.input_names;
    required_inputs := v_workflow.required_inputs;
    typed_inputs := v_workflow.typed_inputs;
  else
    select v.input_names, v.required_inputs, v.typed_inputs into input_names, required_inputs, typed_inputs
    from lenses.workflow_versions v where v.id = version_to_run.id;
  end if;
  if not v_mine then
    perform lenses.refuse_hidden_lenses(id);
  end if;
end $$;

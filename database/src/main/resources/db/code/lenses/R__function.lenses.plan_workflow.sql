-- Validates the graph as it stands, finds or makes the version that equals it, and remembers that on the workflow, so that
-- starting an unchanged workflow again costs nothing. The caller may act as the author.
create or replace function lenses.plan_workflow(p_workflow_id uuid, p_trying boolean default false) returns uuid
language plpgsql set search_path = '' as $$
declare
  v_workflow lenses.workflows;
  v_graph jsonb;
  v_hash bytea;
  v_version_id uuid;
begin
  -- one planner at a time; whoever waited finds the work done
  select * into v_workflow from lenses.workflows w where w.id = p_workflow_id for no key update;
  if v_workflow.planned_revision = v_workflow.revision and v_workflow.planned_version_id is not null then
    return v_workflow.planned_version_id;
  end if;
  v_graph := lenses.build_snapshot(p_workflow_id);
  perform lenses.refuse_problems(v_graph, p_workflow_id, p_trying);
  v_hash := lenses.graph_hash(v_graph);
  select v.id into v_version_id
  from lenses.workflow_versions v
  where v.workflow_id = p_workflow_id and v.snapshot_hash = v_hash
    and (v.id = v_workflow.head_version_id and v.status = 'published' or v.status = 'snapshot')
  order by v.status
  limit 1;
  if v_version_id is null then
    v_version_id := lenses.add_version(p_workflow_id, v_graph, 'snapshot', lenses.last_version_number(p_workflow_id));
  end if;
  update lenses.workflows w
  set planned_version_id = v_version_id, planned_revision = w.revision
  where w.id = p_workflow_id;
  return v_version_id;
end $$;

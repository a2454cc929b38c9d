-- The nodes of a workflow for the caller: the author sees the graph being edited, others the published version.
create or replace function lenses.readable_nodes(p_workflow_id uuid) returns setof lenses.workflow_nodes
language plpgsql stable set search_path = '' as $$
declare
  v_workflow lenses.workflows := lenses.require_readable_workflow(p_workflow_id);
begin
  if lensers.can_act_as(v_workflow.lenser_id) then
    return query select * from lenses.workflow_nodes n where n.workflow_id = p_workflow_id order by n.ordinal, n.id;
  else
    return query
      select (n.node ->> 'id')::uuid, p_workflow_id, n.node ->> 'label', n.node ->> 'kind', (n.node ->> 'lens_id')::uuid,
        (n.node ->> 'version_id')::uuid, n.node -> 'config', (n.node ->> 'position_x')::float8, (n.node ->> 'position_y')::float8,
        (n.node ->> 'ordinal')::int, v.created_at, v.created_at
      from lenses.workflow_versions v
      cross join lateral jsonb_array_elements(v.graph -> 'nodes') with ordinality n (node, at)
      where v.id = v_workflow.head_version_id
      order by n.at;
  end if;
end $$;

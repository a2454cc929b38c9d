-- Everything that is wrong with a workflow: errors stop publishing and running, warnings do not. The author's graph as it is being
-- edited, for others the published one.
create or replace function public.fn_validate_workflow(p_workflow_id uuid)
returns table (code text, severity text, node_id uuid, edge_id uuid, message text)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_workflow lenses.workflows := lenses.require_readable_workflow(p_workflow_id);
  v_graph jsonb;
begin
  if lensers.can_act_as(v_workflow.lenser_id) then
    v_graph := lenses.build_snapshot(p_workflow_id);
  else
    select v.graph into v_graph from lenses.workflow_versions v where v.id = v_workflow.head_version_id;
  end if;
  return query select * from lenses.graph_problems(v_graph, p_workflow_id);
end $$;

grant execute on function public.fn_validate_workflow(uuid) to anon, authenticated;

-- The versions of a workflow, newest first; snapshots of runs are left out, and drafts are their author's alone.
create or replace function public.fn_get_workflow_versions(p_workflow_id uuid)
returns table (id uuid, workflow_id uuid, version_number int, changelog text, status text, published_at timestamptz, created_by uuid,
  created_at timestamptz, node_count bigint, edge_count bigint)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_workflow lenses.workflows := lenses.require_readable_workflow(p_workflow_id);
begin
  return query
    select v.id, v.workflow_id, v.version_number, v.changelog, v.status, v.published_at, v.created_by, v.created_at,
      cardinality(v.node_ids)::bigint, v.edge_count::bigint
    from lenses.workflow_versions v
    where v.workflow_id = p_workflow_id and v.status <> 'snapshot'
      and (v.status = 'published' or lensers.can_act_as(v_workflow.lenser_id))
    order by v.version_number desc
    limit 200;
end $$;

grant execute on function public.fn_get_workflow_versions(uuid) to anon, authenticated;

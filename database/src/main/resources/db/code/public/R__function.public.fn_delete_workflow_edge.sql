-- Removes an edge.
create or replace function public.fn_delete_workflow_edge(p_edge_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_workflow_id uuid := (select e.workflow_id from lenses.workflow_edges e where e.id = p_edge_id);
begin
  perform lensers.require_lenser();
  if v_workflow_id is null or not lenses.can_read_workflow((select w from lenses.workflows w where w.id = v_workflow_id)) then
    raise exception 'edge % was not found', p_edge_id using errcode = 'P0002', hint = 'edge_not_found: read the workflow again';
  end if;
  perform lenses.require_own_workflow(v_workflow_id);
  delete from lenses.workflow_edges e where e.id = p_edge_id;
  perform lenses.touch_workflow(v_workflow_id);
end $$;

grant execute on function public.fn_delete_workflow_edge(uuid) to authenticated;

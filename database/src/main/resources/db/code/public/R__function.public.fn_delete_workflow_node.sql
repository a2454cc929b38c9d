-- Removes a node and the edges at it.
create or replace function public.fn_delete_workflow_node(p_node_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_workflow_id uuid := (select n.workflow_id from lenses.workflow_nodes n where n.id = p_node_id);
begin
  perform lensers.require_lenser();
  if v_workflow_id is null or not lenses.can_read_workflow((select w from lenses.workflows w where w.id = v_workflow_id)) then
    raise exception 'node % was not found', p_node_id using errcode = 'P0002', hint = 'node_not_found: read the workflow again';
  end if;
  perform lenses.require_own_workflow(v_workflow_id);
  delete from lenses.workflow_nodes n where n.id = p_node_id;
  perform lenses.touch_workflow(v_workflow_id);
end $$;

grant execute on function public.fn_delete_workflow_node(uuid) to authenticated;

-- Takes a workflow out of use: nobody else sees it, and it does not run.
create or replace function public.fn_archive_workflow(p_workflow_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_workflow lenses.workflows := lenses.require_own_workflow(p_workflow_id);
begin
  update lenses.workflows w set status = 'archived', archived_at = now() where w.id = p_workflow_id returning * into v_workflow;
  return lenses.workflow_json(v_workflow);
end $$;

grant execute on function public.fn_archive_workflow(uuid) to authenticated;

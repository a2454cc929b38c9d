-- Brings an archived workflow back as it was.
create or replace function public.fn_restore_workflow(p_workflow_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_workflow lenses.workflows := lenses.require_own_workflow(p_workflow_id, p_archived => true);
begin
  if v_workflow.status <> 'archived' then
    raise exception 'workflow "%" is not archived', v_workflow.title using
      errcode = '55000', hint = 'workflow_not_archived: there is nothing to restore';
  end if;
  update lenses.workflows w
  set status = case when w.head_version_id is null then 'draft' else 'published' end, archived_at = null
  where w.id = p_workflow_id
  returning * into v_workflow;
  return lenses.workflow_json(v_workflow);
end $$;

grant execute on function public.fn_restore_workflow(uuid) to authenticated;

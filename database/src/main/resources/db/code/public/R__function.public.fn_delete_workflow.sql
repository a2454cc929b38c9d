-- Deletes a workflow for good; refused while anything depends on it.
create or replace function public.fn_delete_workflow(p_workflow_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_workflow lenses.workflows := lenses.require_own_workflow(p_workflow_id, p_archived => true);
  v_dependants jsonb := lenses.workflow_dependants(p_workflow_id);
begin
  if (v_dependants ->> 'total')::bigint > 0 then
    raise exception 'workflow "%" cannot be deleted: % depend on it', v_workflow.title,
      (select string_agg(d.value || ' ' || replace(d.key, '_', ' '), ', ' order by d.key) from jsonb_each_text(v_dependants -> 'by_kind') d) using
      errcode = '55000', hint = 'has_dependants: archive it instead (fn_archive_workflow)', detail = v_dependants::text;
  end if;
  update lenses.workflows w set head_version_id = null, planned_version_id = null, status = 'archived', archived_at = coalesce(w.archived_at, now())
  where w.id = p_workflow_id;
  delete from lenses.workflows w where w.id = p_workflow_id;
  return jsonb_build_object('id', p_workflow_id, 'deleted', true);
end $$;

grant execute on function public.fn_delete_workflow(uuid) to authenticated;

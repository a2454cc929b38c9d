-- The workflow, locked for a change by its author; not found for those who cannot read it, not allowed for those who can. A caller
-- that saw an older revision than the present one is told so.
create or replace function lenses.require_own_workflow(p_workflow_id uuid, p_revision int default null, p_archived boolean default false)
returns lenses.workflows
language plpgsql set search_path = '' as $$
declare
  v_workflow lenses.workflows;
begin
  perform lensers.require_lenser();
  v_workflow := lenses.require_readable_workflow(p_workflow_id);
  if not lensers.can_act_as(v_workflow.lenser_id) then
    raise exception 'only its author can change workflow "%"', v_workflow.title using
      errcode = '42501', hint = 'not_author: clone the workflow and change the copy',
      detail = jsonb_build_object('workflow_id', p_workflow_id)::text;
  end if;
  select * into v_workflow from lenses.workflows w where w.id = p_workflow_id for no key update;
  if v_workflow.status = 'archived' and not p_archived then
    raise exception 'workflow "%" is archived', v_workflow.title using
      errcode = '55000', hint = 'workflow_archived: restore it first', detail = jsonb_build_object('workflow_id', p_workflow_id)::text;
  end if;
  if p_revision <> v_workflow.revision then
    raise exception 'workflow "%" was changed meanwhile (revision % is now %)', v_workflow.title, p_revision, v_workflow.revision using
      errcode = '40001', hint = 'stale_revision: read the workflow again and repeat your change on it',
      detail = jsonb_build_object('revision', v_workflow.revision)::text;
  end if;
  return v_workflow;
end $$;

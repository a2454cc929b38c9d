-- Replaces a workflow's title, description and visibility. The slug stays, so that addresses keep working.
create or replace function public.fn_update_workflow(
  p_workflow_id uuid, p_title text, p_description text default null, p_visibility text default 'private', p_revision int default null)
returns table (id uuid, lenser_id uuid, title text, description text, visibility text, created_at timestamptz, updated_at timestamptz,
  revision int)
language plpgsql security definer set search_path = '' as $$
begin
  perform lenses.require_own_workflow(p_workflow_id, p_revision);
  perform lenses.refuse_workflow_fields(p_title, p_description, p_visibility);
  return query
    update lenses.workflows w
    set title = btrim(p_title), description = p_description, visibility = p_visibility, revision = w.revision + 1,
      -- what it would run as has not changed
      planned_revision = case when w.planned_revision = w.revision then w.revision + 1 end
    where w.id = p_workflow_id
    returning w.id, w.lenser_id, w.title, w.description, w.visibility, w.created_at, w.updated_at, w.revision;
end $$;

grant execute on function public.fn_update_workflow(uuid, text, text, text, int) to authenticated;

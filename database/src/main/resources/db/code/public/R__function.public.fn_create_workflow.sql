-- Makes an empty draft workflow of the caller.
create or replace function public.fn_create_workflow(p_title text, p_description text default null, p_visibility text default 'private')
returns table (id uuid, slug text, lenser_id uuid, title text, description text, visibility text, created_at timestamptz,
  updated_at timestamptz, status text, revision int)
language plpgsql security definer set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
begin
  perform lenses.refuse_workflow_fields(p_title, p_description, p_visibility);
  return query
    insert into lenses.workflows as w (lenser_id, slug, title, description, visibility)
    values (v_me, lenses.free_workflow_slug(v_me, p_title), btrim(p_title), p_description, p_visibility)
    returning w.id, w.slug, w.lenser_id, w.title, w.description, w.visibility, w.created_at, w.updated_at, w.status, w.revision;
end $$;

grant execute on function public.fn_create_workflow(text, text, text) to authenticated;

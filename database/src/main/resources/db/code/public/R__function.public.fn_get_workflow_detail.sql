-- One workflow with its author and the workflow it was cloned from; no row when there is none to see.
create or replace function public.fn_get_workflow_detail(p_workflow_id uuid)
returns table (id uuid, lenser_id uuid, title text, description text, visibility text, fork_count int, parent_workflow_id uuid,
  author_profile jsonb, parent_workflow_title text, parent_workflow_author_profile jsonb, created_at timestamptz, updated_at timestamptz,
  slug text, status text, revision int, head_version_id uuid)
language sql stable security definer set search_path = '' as $$
  select w.id, w.lenser_id, w.title, w.description, w.visibility,
    (select count(*)::int from lenses.workflows f where f.parent_workflow_id = w.id),
    p.id, lensers.profile_card(w.lenser_id), p.title, lensers.profile_card(p.lenser_id), w.created_at, w.updated_at,
    w.slug, w.status, w.revision, w.head_version_id
  from lenses.workflows w
  left join lenses.workflows p on p.id = w.parent_workflow_id
    and lenses.can_read_workflow(p)
  where w.id = p_workflow_id and lenses.can_read_workflow(w)
$$;

grant execute on function public.fn_get_workflow_detail(uuid) to anon, authenticated;

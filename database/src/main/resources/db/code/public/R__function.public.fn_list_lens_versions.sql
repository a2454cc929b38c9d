-- The versions of a lens, newest first; others than the author see no drafts. A definer, so that unlisted lenses are read by id.
create or replace function public.fn_list_lens_versions(p_lens_id uuid, p_include_archived boolean default false)
returns table (id uuid, lens_id uuid, version_number int, status text, changelog text, parameter_count int,
  published_at timestamptz, created_at timestamptz)
language sql stable security definer rows 20 set search_path = '' as $$
  select v.id, v.lens_id, v.version_number, v.status, v.changelog,
    (select count(*)::int from lenses.version_parameters p where p.version_id = v.id), v.published_at, v.created_at
  from lenses.versions v
  where v.lens_id = p_lens_id
    and lenses.can_read_lens(p_lens_id)
    and (v.published_at is not null or lenses.can_edit_lens(p_lens_id))
    and (p_include_archived or v.status <> 'archived')
  order by v.version_number desc
  limit 200
$$;

grant execute on function public.fn_list_lens_versions(uuid, boolean) to anon, authenticated;

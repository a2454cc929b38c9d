-- All that a lens page shows, in one round trip; NULL when the lens is not there or not visible. Drafts and uses are for the author.
-- A definer, so that unlisted lenses are read by id.
create or replace function public.fn_get_lens_detail_bootstrap(p_lens_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  with lens as (
    select l.*, lenses.can_edit_lens(l.id) as is_mine
    from lenses.lenses l
    where l.id = p_lens_id and lenses.can_read_lens(p_lens_id)
  ),
  visible as (
    select v as version
    from lens, lenses.versions v
    where v.lens_id = lens.id and (lens.is_mine or v.published_at is not null)
  ),
  head as (
    select version from visible where (version).status <> 'archived' order by (version).version_number desc limit 1
  ),
  published as (
    select version from visible where (version).status = 'published' order by (version).version_number desc limit 1
  )
  select jsonb_build_object(
    'lens', to_jsonb(l) || jsonb_build_object('tags', lenses.tags_json(l.tags)),
    'author', lensers.profile_card(l.lenser_id),
    'head_version', (select lenses.version_json(version) from head),
    'published_version', (select lenses.version_json(version) from published),
    'draft_version', (select lenses.version_json(version) from visible where (version).status = 'draft'),
    'parameters', coalesce(
      lenses.parameters_detail(coalesce((select (version).id from published), (select (version).id from head))), '[]'),
    'versions_count', (select count(*) from visible),
    'fork_of', (
      select jsonb_build_object('lens_id', parent.id, 'title', parent.title, 'author', lensers.profile_card(parent.lenser_id),
        'version_id', l.forked_from_version_id)
      from lenses.lenses parent
      where parent.id = l.parent_lens_id and lenses.can_read_lens(parent.id)),
    'used_by', case when is_mine then lenses.lens_dependants(l.id) || jsonb_build_object('schedules', (
      select count(distinct s.id) from lenses.workflow_schedules s join lenses.workflow_nodes n on n.workflow_id = s.workflow_id
      where n.lens_id = l.id)) end,
    'is_mine', is_mine)
  from lens, lenses.lenses l
  where l.id = lens.id
$$;

grant execute on function public.fn_get_lens_detail_bootstrap(uuid) to anon, authenticated;

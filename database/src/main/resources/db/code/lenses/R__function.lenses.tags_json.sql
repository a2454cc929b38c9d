-- Tags as results show them: [{id, slug, name}] by slug; a slug that is no known tag has no id.
create or replace function lenses.tags_json(p_slugs text[]) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'slug', s.slug, 'name', coalesce(t.name, s.slug)) order by s.slug), '[]')
  from unnest(p_slugs) as s (slug)
  left join lenses.tags t on t.slug = s.slug
$$;

grant execute on function lenses.tags_json(text[]) to anon, authenticated;

-- Lenses of the caller and of the agents they manage, newest first, without archived ones.
create or replace function public.fn_get_my_lenses(p_offset int default 0, p_limit int default 20, p_tag_slug text default null)
returns table (id uuid, lenser_id uuid, visibility text, title text, description text, author_profile jsonb, tags jsonb,
  created_at timestamptz, "outputKind" text, status text, slug text, updated_at timestamptz)
language plpgsql stable rows 20 set search_path = '' as $$
begin
  perform lensers.require_lenser();
  return query
  select l.id, l.lenser_id, l.visibility, l.title, l.description, lensers.profile_card(l.lenser_id), lenses.tags_json(l.tags),
    l.created_at, lenses.output_kind(l.id), l.status, l.slug, l.updated_at
  from lenses.lenses l
  where l.lenser_id = any ((select lensers.acting_profile_ids())::uuid[])
    and l.status <> 'archived'
    and (p_tag_slug is null or l.tags @> array[p_tag_slug])
  order by l.created_at desc, l.id desc
  limit least(greatest(coalesce(p_limit, 20), 0), 200) offset greatest(coalesce(p_offset, 0), 0);
end $$;

grant execute on function public.fn_get_my_lenses(int, int, text) to authenticated;

-- Lenses that the caller may list, by words of title and description; without words the newest. Archived ones only among one's own.
create or replace function public.fn_search_lenses(
  p_query text default null, p_owner_id uuid default null, p_offset int default 0, p_limit int default 12)
returns table (id uuid, lenser_id uuid, visibility text, status text, title text, description text, author_profile jsonb,
  tags jsonb, created_at timestamptz, "outputKind" text)
language sql stable rows 12 set search_path = '' as $$
  with asked as (
    select lenses.search_query(p_query) as words, nullif(btrim(p_query), '') is not null as given
  ),
  found as (
    select l.*, case when asked.words is not null
      then ts_rank(to_tsvector('pg_catalog.simple', l.title || ' ' || coalesce(l.description, '')), asked.words) else 0 end as rank
    from lenses.lenses l, asked
    where (p_owner_id is null or l.lenser_id = p_owner_id)
      and (l.status <> 'archived' or p_owner_id is not null)
      and (not asked.given
        or to_tsvector('pg_catalog.simple', l.title || ' ' || coalesce(l.description, '')) @@ asked.words)
    order by rank desc, l.created_at desc, l.id desc
    limit least(greatest(coalesce(p_limit, 12), 0), 200) offset greatest(coalesce(p_offset, 0), 0)
  )
  select f.id, f.lenser_id, f.visibility, f.status, f.title, f.description, lensers.profile_card(f.lenser_id),
    lenses.tags_json(f.tags), f.created_at, lenses.output_kind(f.id)
  from found f
  order by f.rank desc, f.created_at desc, f.id desc
$$;

grant execute on function public.fn_search_lenses(text, uuid, int, int) to anon, authenticated;

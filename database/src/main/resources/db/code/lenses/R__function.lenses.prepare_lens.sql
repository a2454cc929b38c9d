-- Trigger function: slug, tags and revision of a lens, and what its state allows.
create or replace function lenses.prepare_lens() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.tags := array(select distinct lower(btrim(t)) from unnest(new.tags) t order by 1);
  if exists (select from unnest(new.tags) t where t !~ '^[a-z0-9]+(-[a-z0-9]+)*$' or char_length(t) > 40) then
    raise exception 'a tag of "%" has the wrong form', new.title using
      errcode = '22023', hint = 'bad_tag: use lower case words joined by hyphens, at most 40 characters';
  end if;
  if tg_op = 'INSERT' then
    new.slug := coalesce(new.slug, lenses.free_slug(new.lenser_id, new.title));
    return new;
  end if;
  if new.revision <> old.revision then
    raise exception 'lens "%" was changed by someone else', old.title using
      errcode = '40001', hint = 'stale_revision: read it again and repeat your change',
      detail = jsonb_build_object('revision', old.revision)::text;
  end if;
  if pg_catalog.pg_trigger_depth() = 1 then
    new.revision := old.revision + 1;  -- a person's change, not book-keeping of another trigger
  end if;
  if new.status = 'archived' then
    new.archived_at := coalesce(old.archived_at, now());
    if old.status = 'archived' and (new.slug, new.title, new.description, new.content, new.visibility, new.tags, new.params)
      is distinct from (old.slug, old.title, old.description, old.content, old.visibility, old.tags, old.params)
    then
      raise exception 'lens "%" is archived', old.title using
        errcode = '55000', hint = 'lens_archived: restore it first', detail = jsonb_build_object('lens_id', old.id)::text;
    end if;
  else
    new.archived_at := null;
  end if;
  if new.status = 'published' and old.status <> 'published'
    and not exists (select from lenses.versions v where v.lens_id = new.id and v.status = 'published')
  then
    raise exception 'lens "%" has no published version', old.title using
      errcode = '55000', hint = 'no_published_version: publish a version instead (fn_lenses_publish_version)',
      detail = jsonb_build_object('lens_id', old.id)::text;
  end if;
  return new;
end $$;

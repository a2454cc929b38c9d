-- The version of a lens that the caller tries: the one named, else the newest published, else the draft of an own lens.
create or replace function lenses.lens_to_try(p_lens_id uuid, p_version_id uuid) returns uuid
language plpgsql stable set search_path = '' as $$
declare
  v_version_id uuid;
begin
  if not lenses.can_read_lens(p_lens_id) then
    raise exception 'lens % was not found', p_lens_id using
      errcode = 'P0002', hint = 'lens_not_found: check the id; private lenses are visible to their author only';
  end if;
  if p_version_id is not null then
    perform lenses.require_readable_version(p_version_id);
    if not exists (select from lenses.versions v where v.id = p_version_id and v.lens_id = p_lens_id) then
      raise exception 'version % is of another lens', p_version_id using
        errcode = '22023', hint = 'version_of_other_lens: name a version of this lens, or leave it out';
    end if;
    return p_version_id;
  end if;
  select v.id into v_version_id
  from lenses.versions v
  where v.lens_id = p_lens_id and v.status in ('published', 'draft') and lenses.can_read_version(v.id)
  order by v.status desc, v.version_number desc
  limit 1;
  if v_version_id is null then
    raise exception 'lens % has no version to try', p_lens_id using
      errcode = '55000', hint = 'no_published_version: publish a version first', detail = jsonb_build_object('lens_id', p_lens_id)::text;
  end if;
  return v_version_id;
end $$;

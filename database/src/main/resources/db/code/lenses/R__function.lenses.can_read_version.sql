-- Whether the caller may read a version whose id they know: authors always, others what was ever published of a lens they may read.
create or replace function lenses.can_read_version(p_version_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from lenses.versions v
    join lenses.lenses l on l.id = v.lens_id
    where v.id = p_version_id
      and (lensers.can_act_as(l.lenser_id)
        or (v.published_at is not null and l.status = 'published' and l.visibility in ('public', 'unlisted'))))
$$;

grant execute on function lenses.can_read_version(uuid) to authenticated;

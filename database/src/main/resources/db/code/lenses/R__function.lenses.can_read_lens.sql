-- Whether the caller may read a lens whose id they know: authors always, everyone a published one that is not private.
create or replace function lenses.can_read_lens(p_lens_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from lenses.lenses l
    where l.id = p_lens_id
      and ((l.status = 'published' and l.visibility in ('public', 'unlisted')) or lensers.can_act_as(l.lenser_id)))
$$;

grant execute on function lenses.can_read_lens(uuid) to authenticated;

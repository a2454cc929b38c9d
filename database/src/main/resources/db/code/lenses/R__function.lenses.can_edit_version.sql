-- Whether the caller may act as the author of a version's lens.
create or replace function lenses.can_edit_version(p_version_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from lenses.versions v where v.id = p_version_id and lenses.can_edit_lens(v.lens_id))
$$;

grant execute on function lenses.can_edit_version(uuid) to authenticated;

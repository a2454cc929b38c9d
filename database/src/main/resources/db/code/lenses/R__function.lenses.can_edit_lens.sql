-- Whether the caller may act as the author of a lens.
create or replace function lenses.can_edit_lens(p_lens_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from lenses.lenses l where l.id = p_lens_id and lensers.can_act_as(l.lenser_id))
$$;

grant execute on function lenses.can_edit_lens(uuid) to authenticated;

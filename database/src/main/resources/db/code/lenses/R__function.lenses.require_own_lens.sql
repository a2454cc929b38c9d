-- The lens, for its author; not found for those who cannot read it, not allowed for those who can.
create or replace function lenses.require_own_lens(p_lens_id uuid) returns lenses.lenses
language plpgsql stable set search_path = '' as $$
declare
  v_lens lenses.lenses;
begin
  perform lensers.require_lenser();
  select * into v_lens from lenses.lenses l where l.id = p_lens_id;
  if v_lens.id is not null and lensers.can_act_as(v_lens.lenser_id) then
    return v_lens;
  end if;
  if v_lens.id is not null or lenses.can_read_lens(p_lens_id) then
    raise exception 'only its author can change this lens' using
      errcode = '42501', hint = 'not_author: clone the lens and change the copy',
      detail = pg_catalog.jsonb_build_object('lens_id', p_lens_id)::text;
  end if;
  raise exception 'lens % was not found', p_lens_id using
    errcode = 'P0002', hint = 'lens_not_found: check the id; private lenses are visible to their author only';
end $$;

grant execute on function lenses.require_own_lens(uuid) to authenticated;

-- The preset, for whoever saved it.
create or replace function lenses.require_own_preset(p_preset_id uuid) returns lenses.saved_presets
language plpgsql stable set search_path = '' as $$
declare
  v_preset lenses.saved_presets;
begin
  perform lensers.require_lenser();
  select * into v_preset from lenses.saved_presets p where p.id = p_preset_id;
  if v_preset.id is null then
    raise exception 'preset % was not found', p_preset_id using
      errcode = 'P0002', hint = 'preset_not_found: check the id; presets are visible to whoever saved them';
  end if;
  return v_preset;
end $$;

grant execute on function lenses.require_own_preset(uuid) to authenticated;

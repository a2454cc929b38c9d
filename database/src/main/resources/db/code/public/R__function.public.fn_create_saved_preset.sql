-- Keeps values for a lens version under a name, for the caller.
create or replace function public.fn_create_saved_preset(
  p_lens_id uuid, p_lens_version_id uuid, p_name text, p_note text default null, p_values jsonb default '{}') returns jsonb
language plpgsql set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
  v_preset lenses.saved_presets;
begin
  perform lenses.check_preset(p_lens_version_id, coalesce(p_name, ''), coalesce(p_values, '{}'));
  insert into lenses.saved_presets (lenser_id, lens_id, lens_version_id, name, note, "values")
  values (v_me, p_lens_id, p_lens_version_id, btrim(p_name), p_note, coalesce(p_values, '{}'))
  on conflict do nothing
  returning * into v_preset;
  if v_preset.id is null then
    raise exception 'a preset "%" exists for this version', btrim(p_name) using
      errcode = '23505', hint = 'preset_exists: choose another name, or change that preset (fn_update_saved_preset)';
  end if;
  return to_jsonb(v_preset);
exception
  when foreign_key_violation or not_null_violation then
    raise exception 'lens version % was not found', p_lens_version_id using
      errcode = 'P0002', hint = 'version_not_found: name a version of this lens';
end $$;

grant execute on function public.fn_create_saved_preset(uuid, uuid, text, text, jsonb) to authenticated;

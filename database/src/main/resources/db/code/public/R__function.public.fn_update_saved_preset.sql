-- Changes a preset of the caller; NULL leaves a thing as it is.
create or replace function public.fn_update_saved_preset(
  p_preset_id uuid, p_name text default null, p_note text default null, p_values jsonb default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
  v_preset lenses.saved_presets := lenses.require_own_preset(p_preset_id);
begin
  perform lenses.check_preset(v_preset.lens_version_id, p_name, p_values);
  update lenses.saved_presets p
  set name = coalesce(btrim(p_name), p.name), note = coalesce(p_note, p.note), "values" = coalesce(p_values, p."values")
  where p.id = p_preset_id
  returning * into v_preset;
  return to_jsonb(v_preset);
exception
  when unique_violation then
    raise exception 'a preset "%" exists for this version', btrim(p_name) using
      errcode = '23505', hint = 'preset_exists: choose another name';
end $$;

grant execute on function public.fn_update_saved_preset(uuid, text, text, jsonb) to authenticated;

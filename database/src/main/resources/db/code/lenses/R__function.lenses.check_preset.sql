-- Refuses a preset without a name or with values for labels that the version does not have.
create or replace function lenses.check_preset(p_version_id uuid, p_name text, p_values jsonb) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  v_unknown text[];
begin
  perform lenses.require_readable_version(p_version_id);
  if p_name is not null and char_length(btrim(p_name)) not between 1 and 120 then
    raise exception 'a preset needs a name of 1 to 120 characters' using
      errcode = '22023', hint = 'bad_name: choose a name of 1 to 120 characters';
  end if;
  if p_values is not null and jsonb_typeof(p_values) <> 'object' then
    raise exception 'values must be an object of label and value' using
      errcode = '22023', hint = 'invalid_input: pass {"label": value, …}';
  end if;
  v_unknown := array(
    select given.name from jsonb_object_keys(coalesce(p_values, '{}')) as given (name)
    where not exists (
      select from lenses.version_parameters p
      where p.version_id = p_version_id and lenses.label_key(p.label) = lenses.label_key(given.name))
    order by given.name collate "C");
  if v_unknown <> '{}' then
    raise exception 'the version has no label "%"', array_to_string(v_unknown, '", "') using
      errcode = '22023', hint = 'unknown_label: name labels of this version (fn_get_lens_version_parameters)',
      detail = jsonb_build_object('labels', v_unknown)::text;
  end if;
end $$;

grant execute on function lenses.check_preset(uuid, text, jsonb) to authenticated;

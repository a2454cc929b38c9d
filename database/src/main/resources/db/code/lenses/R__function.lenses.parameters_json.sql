-- The parameters of a version as a snapshot and the renderer carry them, by ordinal.
create or replace function lenses.parameters_json(p_version_id uuid) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'label', p.label, 'type', t.type, 'required', t.required and not p.optional,
    'options', coalesce(p.options, t.options), 'default_value', p.default_value,
    'min_length', t.min_length, 'max_length', t.max_length, 'validation_schema', t.validation_schema,
    'ordinal', p.ordinal) order by p.ordinal, p.label), '[]')
  from lenses.version_parameters p
  join lenses.tools t on t.id = p.tool_id
  where p.version_id = p_version_id
$$;

grant execute on function lenses.parameters_json(uuid) to authenticated;

-- The parameters of a version as people see them, by ordinal; in_body is false for one that the body no longer names.
create or replace function lenses.parameters_detail(p_version_id uuid) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', p.id, 'label', p.label, 'tool', jsonb_build_object('id', t.id, 'key', t.key, 'type', t.type, 'category', t.category),
    'type', t.type, 'required', t.required and not p.optional, 'optional', p.optional,
    'options', coalesce(p.options, t.options, '[]'), 'default_value', p.default_value,
    'help_text', coalesce(p.help_text, t.help_text), 'placeholder', t.placeholder, 'validation_schema', t.validation_schema,
    'ordinal', p.ordinal, 'min_length', t.min_length, 'max_length', t.max_length, 'in_body', named.found) order by p.ordinal, p.label), '[]')
  from lenses.version_parameters p
  join lenses.versions v on v.id = p.version_id
  join lenses.tools t on t.id = p.tool_id
  cross join lateral (
    select exists (
      select from lenses.template_labels(v.template_body) l where l.label_key = lenses.label_key(p.label)) as found) named
  where p.version_id = p_version_id
$$;

-- The parameters of a body that a node brings itself: a label takes its type and limits from the bound version's parameter of
-- that label, else its type from the hint, else it is text.
create or replace function lenses.inline_parameters(p_body text, p_bound jsonb) returns jsonb
language sql immutable parallel safe set search_path = '' as $$
  select coalesce(jsonb_agg(
    case when bound.parameter is not null then bound.parameter else jsonb_build_object(
      'type', case when l.type_hint in ('text', 'textarea', 'json', 'number', 'integer', 'float', 'decimal', 'boolean', 'select',
        'url', 'date', 'datetime', 'file') then l.type_hint else 'text' end,
      'required', not l.optional, 'options', null, 'default_value', null, 'min_length', null, 'max_length', null,
      'validation_schema', null) end
    || jsonb_build_object('label', l.label, 'ordinal', l.ordinal)
    order by l.ordinal), '[]')
  from lenses.template_labels(p_body) l
  left join lateral (
    select b as parameter from jsonb_array_elements(p_bound) b where lenses.label_key(b ->> 'label') = l.label_key limit 1
  ) bound on true
$$;

-- How the parameters of two versions differ: one object per label that differs, with what it breaks for callers, if anything.
create or replace function lenses.diff_parameters(p_a uuid, p_b uuid) returns jsonb
language sql stable set search_path = '' as $$
  with a as (
    select lenses.label_key(e ->> 'label') as key, e from jsonb_array_elements(lenses.parameters_json(p_a)) e
  ),
  b as (
    select lenses.label_key(e ->> 'label') as key, e from jsonb_array_elements(lenses.parameters_json(p_b)) e
  ),
  changed as (
    select coalesce(b.e, a.e) ->> 'label' as label, a.e - 'ordinal' as was, b.e - 'ordinal' as now,
      case when a.e is null then 'added' when b.e is null then 'removed' else 'changed' end as change,
      coalesce((b.e ->> 'required')::boolean, false) and coalesce(b.e -> 'default_value', 'null') = 'null' as needed,
      coalesce((a.e ->> 'required')::boolean, false) and coalesce(a.e -> 'default_value', 'null') = 'null' as was_needed
    from a full join b using (key)
    where a.e - 'ordinal' - 'label' is distinct from b.e - 'ordinal' - 'label'
  )
  select coalesce(jsonb_agg(jsonb_build_object('label', c.label, 'change', c.change, 'from', c.was, 'to', c.now, 'breaking', breaking.code)
    order by c.label), '[]')
  from changed c
  cross join lateral (
    select case
      when c.change = 'removed' then 'parameter_removed'
      when c.needed and not c.was_needed then 'parameter_now_required'
      when c.change = 'changed' and c.was ->> 'type' <> c.now ->> 'type'
        and c.now ->> 'type' not in ('text', 'textarea', 'json') then 'parameter_type_changed'
      when c.change = 'changed' and c.now ->> 'type' = 'select' and jsonb_typeof(c.now -> 'options') = 'array'
        and not coalesce(nullif(c.was -> 'options', 'null'), '[]') <@ (c.now -> 'options') then 'options_removed'
      when c.change = 'changed' and ((c.now ->> 'max_length')::int < coalesce((c.was ->> 'max_length')::int, 2147483647)
        or (c.now ->> 'min_length')::int > coalesce((c.was ->> 'min_length')::int, 0)) then 'length_narrowed'
    end as code) breaking
$$;

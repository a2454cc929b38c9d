-- A body with its placeholders replaced (docs/reference/templates.md), byte for byte what the engine's renderer gives.
-- p_parameters: [{label, type, required, options, default_value, min_length, max_length}] in order; p_inputs: name -> value.
create or replace function lenses.render(p_body text, p_parameters jsonb, p_inputs jsonb) returns text
language plpgsql immutable set search_path = '' as $$
declare
  v_problems text;
  v_detail jsonb;
  v_rendered text;
begin
  with tokens as materialized (
    select * from lenses.template_tokens(p_body)
  ),
  declared as (
    select p.n, p.parameter ->> 'label' as label, lenses.label_key(p.parameter ->> 'label') as key, p.parameter
    from jsonb_array_elements(p_parameters) with ordinality as p (parameter, n)
  ),
  parameters as (
    select * from declared
    union all
    select 1000000 + min(t.ordinal), (array_agg(t.label order by t.ordinal))[1], t.label_key, '{"type": "text", "required": true}'
    from tokens t
    where t.label is not null and not exists (select from declared d where d.key = t.label_key)
    group by t.label_key
  ),
  given as (
    select g.name, lenses.label_key(g.name) as key, g.value, octet_length(g.name) as bytes
    from jsonb_each(p_inputs) as g (name, value)
    where g.value <> 'null'
  ),
  valued as (
    select p.n, p.label, p.key, p.parameter, coalesce(chosen.value, nullif(p.parameter -> 'default_value', 'null')) as value
    from parameters p
    left join lateral (
      select g.value from given g where g.key = p.key
      order by g.name = p.label desc, g.bytes desc, g.name collate "C" desc
      limit 1) chosen on true
  ),
  printed as (
    select v.*, v.value is null and coalesce((v.parameter ->> 'required')::boolean, true) as missing, shown.printed, shown.problem
    from valued v
    left join lateral lenses.print_value(v.value, v.parameter ->> 'type', v.parameter -> 'options',
      (v.parameter ->> 'min_length')::int, (v.parameter ->> 'max_length')::int) shown on v.value is not null
  ),
  unknown as (
    select g.name, g.bytes from given g where not exists (select from parameters p where p.key = g.key)
  )
  select
    concat_ws('; ',
      'missing required: ' || (select string_agg('"' || label || '"', ', ' order by n) from printed where missing),
      'unknown: ' || (select string_agg('"' || name || '"', ', ' order by bytes, name collate "C") from unknown),
      (select string_agg('"' || label || '" ' || problem, '; ' order by n) from printed where problem is not null)),
    jsonb_build_object(
      'missing', (select coalesce(jsonb_agg(label order by n), '[]') from printed where missing),
      'unknown', (select coalesce(jsonb_agg(name order by bytes, name collate "C"), '[]') from unknown),
      'invalid', (select coalesce(jsonb_agg(jsonb_build_object('label', label, 'problem', problem) order by n), '[]')
        from printed where problem is not null)),
    (select string_agg(coalesce(t.literal, p.printed, ''), '' order by t.ordinal)
     from tokens t left join printed p on p.key = t.label_key)
  into v_problems, v_detail, v_rendered;
  if v_problems <> '' then
    raise exception '%', v_problems using
      errcode = '22023', hint = 'invalid_input: give every required value, in the type of its parameter', detail = v_detail::text;
  end if;
  if octet_length(v_rendered) > 262144 then
    raise exception 'the rendered text would have % bytes; the limit is 262144', octet_length(v_rendered) using
      errcode = '54000', hint = 'rendered_too_large: shorten the values or the template';
  end if;
  return coalesce(v_rendered, '');
end $$;

-- What is wrong with one field of a contract.
create or replace function lenses.contract_field_problems(p_name text, p_field jsonb) returns text[]
language sql immutable set search_path = '' as $$
  with types as (
    select array['string', 'number', 'integer', 'boolean', 'url', 'json', 'array', 'any'] as known
  ),
  entries as (
    select e.key, e.value, jsonb_typeof(e.value) as kind
    from jsonb_each(case jsonb_typeof(p_field) when 'object' then p_field else '{}' end) as e (key, value)
  ),
  problems as (
    select case
      when e.key in ('type', 'itemType') and (e.kind <> 'string' or e.value #>> '{}' <> all (t.known))
        then e.key || ' must be one of ' || array_to_string(t.known, ', ')
      when e.key = 'required' and e.kind <> 'boolean' then 'required must be true or false'
      when e.key in ('min', 'max') and e.kind <> 'number' then e.key || ' must be a number'
      when e.key in ('minLength', 'maxLength') and (e.kind <> 'number' or e.value::text !~ '^[0-9]{1,9}$')
        then e.key || ' must be a whole number'
      when e.key = 'pattern' and (e.kind <> 'string' or char_length(e.value #>> '{}') > 1000)
        then 'pattern must be a string of at most 1000 characters'
      when e.key = 'enum' and (e.kind <> 'array' or e.value = '[]') then 'enum must be a list that is not empty'
      when e.key = 'description' and e.kind <> 'string' then 'description must be a string'
      when e.key not in ('type', 'itemType', 'required', 'min', 'max', 'minLength', 'maxLength', 'pattern', 'enum', 'description')
        then format('unknown key "%s"', e.key)
    end as problem
    from entries e, types t
    union all
    select 'must be an object' where jsonb_typeof(p_field) <> 'object'
    union all
    select 'must have a name of 1 to 64 characters' where char_length(p_name) not between 1 and 64
    union all
    select case
      when jsonb_typeof(p_field -> 'min') = 'number' and jsonb_typeof(p_field -> 'max') = 'number'
        and (p_field -> 'min')::numeric > (p_field -> 'max')::numeric then 'min must not be above max' end
  )
  select coalesce(array_agg(format('field "%s": %s', p_name, problem) order by problem collate "C"), '{}')
  from problems where problem is not null
$$;

grant execute on function lenses.contract_field_problems(text, jsonb) to authenticated;

-- What is wrong with the fields of a JSON object that should have certain types; NULL when nothing is. A type is uuid, int, number,
-- string or object; null and absent fields pass.
create or replace function lenses.json_problem(p_value jsonb, p_types jsonb) returns text
language sql immutable parallel safe set search_path = '' as $$
  select case when jsonb_typeof(p_value) <> 'object' then 'it is not an object' else (
    select min(format('%s is %s', f.key, case f.value when 'int' then 'a whole number' when 'object' then 'an object' else 'a ' || f.value end))
    from jsonb_each_text(p_types) f
    where coalesce(p_value -> f.key, 'null') <> 'null' and not case f.value
      when 'uuid' then jsonb_typeof(p_value -> f.key) = 'string' and lenses.is_uuid(p_value ->> f.key)
      when 'int' then lenses.number_problem('', p_value -> f.key, -2147483648, 2147483647, true) is null
      else jsonb_typeof(p_value -> f.key) = f.value end) end
$$;

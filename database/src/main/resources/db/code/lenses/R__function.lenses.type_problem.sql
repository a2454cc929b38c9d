-- What is wrong with the type of a JSON value; NULL when it has that type or is not there.
create or replace function lenses.type_problem(p_what text, p_value jsonb, p_type text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select format('%s is %s', p_what, case p_type when 'string' then 'a text' when 'array' then 'a list' when 'object' then 'an object' else 'a ' || p_type end)
  where jsonb_typeof(p_value) <> p_type
$$;

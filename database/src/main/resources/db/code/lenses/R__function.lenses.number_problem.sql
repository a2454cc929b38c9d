-- What is wrong with a JSON number that has bounds and may have to be whole; NULL when nothing is, or when it is not there.
create or replace function lenses.number_problem(p_what text, p_value jsonb, p_min numeric, p_max numeric, p_whole boolean) returns text
language sql immutable parallel safe set search_path = '' as $$
  select format('%s is a %s from %s to %s', p_what, case when p_whole then 'whole number' else 'number' end, p_min, p_max)
  where p_value is not null and case
    when jsonb_typeof(p_value) <> 'number' then true
    else p_value::numeric not between p_min and p_max or p_whole and p_value::numeric % 1 <> 0
  end
$$;

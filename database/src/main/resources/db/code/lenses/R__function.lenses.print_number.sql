-- A JSON number, or a string that is one without exponent, as plain decimal; NULL when it is none or prints longer than 100 characters.
create or replace function lenses.print_number(p_value jsonb, p_integer boolean) returns text
language sql immutable parallel safe set search_path = '' as $$
  with number as (
    select case
      when jsonb_typeof(p_value) = 'number' then p_value::numeric
      when jsonb_typeof(p_value) = 'string' and char_length(p_value #>> '{}') <= 102
        and p_value #>> '{}' ~ '^-?(0|[1-9][0-9]*)(\.[0-9]+)?$' then (p_value #>> '{}')::numeric
    end as n
  )
  select case when char_length(shown.text) <= 100 then shown.text end
  from number,
    lateral (select case when not p_integer then number.n::text
      when number.n = trunc(number.n) then trunc(number.n)::text end as text) shown
$$;

grant execute on function lenses.print_number(jsonb, boolean) to authenticated;

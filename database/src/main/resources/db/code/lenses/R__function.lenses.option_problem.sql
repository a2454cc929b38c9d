-- What is wrong with a choice: NULL when it equals an option, or when there are no options.
create or replace function lenses.option_problem(p_text text, p_options jsonb) returns text
language sql immutable parallel safe set search_path = '' as $$
  with options as (
    select case jsonb_typeof(chosen.value) when 'string' then chosen.value #>> '{}' else chosen.value::text end as printed, o.n
    from jsonb_array_elements(case jsonb_typeof(p_options) when 'array' then p_options else '[]' end)
      with ordinality as o (option, n),
      lateral (select case when jsonb_typeof(o.option) = 'object' and o.option ? 'value'
        then o.option -> 'value' else o.option end as value) chosen
  )
  select case when count(*) > 0 and not bool_or(printed = p_text)
    then 'must be one of ' || string_agg('"' || printed || '"', ', ' order by n) end
  from options
$$;

grant execute on function lenses.option_problem(text, jsonb) to authenticated;

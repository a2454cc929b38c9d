-- What is wrong with a cron expression or time zone at first sight; NULL when nothing is. The engine's library has the last word.
create or replace function lenses.cron_problem(p_cron_expr text, p_timezone text) returns text
language sql stable set search_path = '' as $$
  with field as (
    select f.value, f.at, (array['(\*|[0-9]{1,2}(-[0-9]{1,2})?)(/[0-9]{1,2})?', '(\*|[0-9]{1,2}(-[0-9]{1,2})?)(/[0-9]{1,2})?',
      '(\*|[0-9]{1,2}(-[0-9]{1,2})?)(/[0-9]{1,2})?',
      '(\*|([0-9]{1,2}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(-([0-9]{1,2}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))?)(/[0-9]{1,2})?',
      '(\*|([0-7]|sun|mon|tue|wed|thu|fri|sat)(-([0-7]|sun|mon|tue|wed|thu|fri|sat))?)(/[0-9]{1,2})?'])[f.at] as form,
      (array[59, 23, 31, 12, 7])[f.at] as high
    from regexp_split_to_table(lower(btrim(p_cron_expr)), '\s+') with ordinality f (value, at)
  )
  select case
    when p_timezone is null or not exists (select from pg_catalog.pg_timezone_names z where z.name = p_timezone)
      then format('"%s" is no time zone; write one like Europe/Berlin', p_timezone)
    when lower(btrim(p_cron_expr)) ~ '^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$' then null
    when (select count(*) from field) <> 5 then 'a schedule has five fields: minute, hour, day of month, month, day of week'
    else (
      select format('field %s, "%s", is not one of a schedule', f.at, f.value) from field f
      where f.value !~ ('^' || f.form || '(,' || f.form || ')*$')
        or exists (select from regexp_matches(regexp_replace(f.value, '/[0-9]+', '', 'g'), '[0-9]+', 'g') n where n[1]::int > f.high)
        or f.value ~ '/0+(,|$)'
      order by f.at limit 1)
  end
$$;

grant execute on function lenses.cron_problem to authenticated, engine_worker;

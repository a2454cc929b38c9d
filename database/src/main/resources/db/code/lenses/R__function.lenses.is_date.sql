-- Whether a text is a day of the calendar, YYYY-MM-DD, years 0001 to 9999.
create or replace function lenses.is_date(p_text text) returns boolean
language sql immutable parallel safe set search_path = '' as $$
  select case
    when p_text !~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' or left(p_text, 4) = '0000' then false
    else substr(p_text, 9, 2)::int <= case substr(p_text, 6, 2)
      when '02' then
        case when substr(p_text, 1, 4)::int % 4 = 0
          and (substr(p_text, 1, 4)::int % 100 <> 0 or substr(p_text, 1, 4)::int % 400 = 0) then 29 else 28 end
      when '04' then 30 when '06' then 30 when '09' then 30 when '11' then 30 else 31 end
  end
$$;

grant execute on function lenses.is_date(text) to authenticated;

-- A value as its type prints it in a rendered template, or what is wrong with it (docs/reference/templates.md, "Values").
create or replace function lenses.print_value(
  p_value jsonb, p_type text, p_options jsonb, p_min int, p_max int, out printed text, out problem text)
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  v_string text := case when jsonb_typeof(p_value) = 'string' then p_value #>> '{}' end;
  v_text text := coalesce(v_string, p_value::text);
begin
  case p_type
    when 'json' then printed := p_value::text;
    when 'number', 'float', 'decimal', 'integer' then
      printed := lenses.print_number(p_value, p_type = 'integer');
      problem := case when printed is null
        then case p_type when 'integer' then 'must be an integer' else 'must be a number' end end;
    when 'boolean' then
      printed := case when v_text in ('true', 'false') then v_text end;
      problem := case when printed is null then 'must be true or false' end;
    when 'select' then
      printed := v_text;
      problem := lenses.option_problem(v_text, p_options);
    when 'url' then
      printed := v_string;
      problem := case when v_string is null or char_length(v_string) > 2048
          or v_string !~* '^https?://[^/?#]' or v_string ~ '[\u0001-\u0020\u007f]'
        then 'must be an http or https URL' end;
    when 'date' then
      printed := v_string;
      problem := case when lenses.is_date(v_string) is not true then 'must be a date like 2026-01-31' end;
    when 'datetime' then
      printed := v_string;
      problem := case when lenses.is_date(left(v_string, 10)) is not true
          or substr(v_string, 11) !~ ('^T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?'
            '(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?$')
        then 'must be a date-time like 2026-01-31T12:00:00Z' end;
    when 'file' then
      printed := lower(v_string collate "C");
      problem := case when v_string is null
          or v_string !~ '^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$'
        then 'must be the id of an uploaded file' end;
    else printed := v_text;
  end case;
  if problem is null and p_type not in ('json', 'number', 'float', 'decimal', 'integer', 'boolean', 'select',
    'date', 'datetime', 'file')
  then
    problem := case
      when char_length(printed) < p_min then 'must have at least ' || p_min || ' characters'
      when char_length(printed) > p_max then 'must have at most ' || p_max || ' characters' end;
  end if;
end $$;

grant execute on function lenses.print_value(jsonb, text, jsonb, int, int) to authenticated;

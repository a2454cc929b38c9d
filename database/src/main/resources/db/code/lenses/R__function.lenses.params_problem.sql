-- The first thing wrong with a list of parameters, and its label; NULL when nothing is.
create or replace function lenses.params_problem(p_params jsonb, out label text, out problem text)
language plpgsql stable set search_path = '' as $$
declare
  v_param jsonb;
  v_keys text[] := '{}';
begin
  if jsonb_typeof(p_params) <> 'array' then
    problem := 'not a list';
    return;
  end if;
  for v_param in select e from jsonb_array_elements(p_params) e loop
    label := case when jsonb_typeof(v_param) = 'object' then btrim(v_param ->> 'label', ' ') end;
    problem := case
      when jsonb_typeof(v_param) <> 'object' then 'an element is not an object'
      when label is null or jsonb_typeof(v_param -> 'label') <> 'string' then 'an element has no label'
      when not exists (select from lenses.template_labels('[[' || label || ']]') l where l.label = params_problem.label)
        then format('"%s" is no label (letters, digits, spaces, _ and -, at most 64)', label)
      when lenses.label_key(label) = any (v_keys) then format('"%s" is there twice', label)
      when v_param ->> 'tool_id' is not null and not exists (select from lenses.tools t where t.id::text = v_param ->> 'tool_id')
        then format('"%s" has an unknown tool_id', label)
      when v_param ->> 'tool_id' is null and v_param ->> 'tool_key' is not null
        and not exists (select from lenses.tools t where t.key = v_param ->> 'tool_key')
        then format('"%s" has the unknown tool "%s"', label, v_param ->> 'tool_key')
      when coalesce(jsonb_typeof(v_param -> 'optional'), 'null') not in ('boolean', 'null')
        then format('optional of "%s" is not true or false', label)
      when coalesce(jsonb_typeof(v_param -> 'options'), 'null') not in ('array', 'null') then format('options of "%s" are not a list', label)
      when coalesce(jsonb_typeof(v_param -> 'help_text'), 'null') not in ('string', 'null')
        or char_length(v_param ->> 'help_text') > 1000 then format('help_text of "%s" is not a text of at most 1000 characters', label)
      when coalesce(jsonb_typeof(v_param -> 'ordinal'), 'null') <> 'null' and v_param ->> 'ordinal' !~ '^[0-9]{1,6}$'
        then format('ordinal of "%s" is not a whole number', label)
    end;
    if problem is not null then
      return;
    end if;
    v_keys := v_keys || lenses.label_key(label);
  end loop;
  label := null;
end $$;

grant execute on function lenses.params_problem(jsonb) to authenticated;

-- Refuses run inputs that do not fit the type or the limits of a parameter that takes them.
create or replace function lenses.refuse_misfits(p_inputs jsonb, p_typed jsonb) returns void
language plpgsql immutable set search_path = '' as $$
declare
  v_misfits jsonb;
begin
  if p_typed = '{}' then
    return;
  end if;
  select jsonb_object_agg(i.key, v.problem) into v_misfits
  from jsonb_each(p_inputs) i
  cross join lateral jsonb_array_elements(p_typed -> lenses.label_key(i.key)) t
  cross join lateral lenses.print_value(i.value, t ->> 'type', t -> 'options', (t ->> 'min_length')::int, (t ->> 'max_length')::int) v
  where i.value <> 'null' and v.problem is not null;
  if v_misfits is not null then
    raise exception 'the inputs do not fit: %', (select string_agg(format('"%s" %s', m.key, m.value), '; ' order by m.key) from jsonb_each_text(v_misfits) m) using
      errcode = '22023', detail = jsonb_build_object('invalid', v_misfits)::text,
      hint = 'invalid_input: ' || case when v_misfits::text like '%must have at most%'
        then 'shorten it, or give the label a type that takes more, as in [[text:textarea]]' else 'correct these values' end;
  end if;
end $$;

-- Refuses a body of the wrong size or with a type hint that does not exist.
create or replace function lenses.check_body(p_body text) returns void
language plpgsql stable set search_path = '' as $$
declare
  v_bad record;
begin
  if p_body is null or octet_length(p_body) not between 1 and 262144 then
    raise exception 'a template body must have 1 to 262144 bytes, this one has %', coalesce(octet_length(p_body), 0) using
      errcode = '22023', hint = 'bad_body: write at least one character and at most 256 KiB';
  end if;
  select l.label, l.type_hint into v_bad
  from lenses.template_labels(p_body) l
  where l.type_hint is not null and not exists (select from lenses.tools t where t.type = l.type_hint)
  order by l.ordinal limit 1;
  if found then
    raise exception 'label "%" has the unknown type "%"', v_bad.label, v_bad.type_hint using
      errcode = '22023',
      hint = 'unknown_type: use one of ' || (select string_agg(distinct t.type, ', ' order by t.type) from lenses.tools t),
      detail = jsonb_build_object('label', v_bad.label, 'type', v_bad.type_hint)::text;
  end if;
end $$;

grant execute on function lenses.check_body(text) to authenticated;

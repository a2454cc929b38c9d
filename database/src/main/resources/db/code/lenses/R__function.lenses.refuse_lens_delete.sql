-- Trigger function: a lens that others use is archived, not deleted. Sees users of other people, so it is a definer.
create or replace function lenses.refuse_lens_delete() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_by_kind jsonb;
  v_total int;
begin
  if pg_catalog.pg_trigger_depth() > 1 then
    return old;  -- the author's profile is being erased
  end if;
  v_by_kind := lenses.lens_dependants(old.id);
  v_total := (select sum(value::int) from jsonb_each_text(v_by_kind));
  if v_total > 0 then
    raise exception 'lens "%" is used by %', old.title,
      (select string_agg(value || ' ' || key, ', ' order by key) from jsonb_each_text(v_by_kind) where value <> '0')
      using errcode = '55000', hint = 'has_dependants: archive it instead, or remove what uses it',
        detail = jsonb_build_object('total', v_total, 'by_kind', v_by_kind)::text;
  end if;
  return old;
end $$;

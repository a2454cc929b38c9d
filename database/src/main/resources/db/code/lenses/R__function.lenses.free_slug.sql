-- The slug of a title that is free among an author's lenses. Holds a lock until the transaction ends.
create or replace function lenses.free_slug(p_lenser_id uuid, p_title text) returns text
language plpgsql set search_path = '' as $$
declare
  v_base text := lensers.slugify(p_title);
  v_number int := 1;
  v_slug text := v_base;
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('lenses.slug:' || p_lenser_id, 0));
  while exists (select from lenses.lenses l where l.lenser_id = p_lenser_id and l.slug = v_slug) loop
    v_number := v_number + 1;
    v_slug := v_base || '-' || v_number;
  end loop;
  return v_slug;
end $$;

grant execute on function lenses.free_slug(uuid, text) to authenticated;

-- The form in which labels and input names are compared: outer spaces trimmed, A–Z folded, nothing else.
-- No search_path setting, so that it is inlined; every name is qualified.
create or replace function lenses.fold(p_label text) returns text
language sql immutable parallel safe as $$
  select pg_catalog.lower(pg_catalog.btrim(p_label, ' ') collate "C")
$$;

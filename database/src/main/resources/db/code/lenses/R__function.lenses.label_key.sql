-- The form in which labels and input names are compared: outer spaces trimmed, A–Z folded, nothing else.
-- In SQL-standard form and without a search_path setting, so that it is inlined.
create or replace function lenses.label_key(p_label text) returns text
language sql immutable parallel safe
return pg_catalog.lower(pg_catalog.btrim(p_label, ' ') collate "C");

grant execute on function lenses.label_key(text) to authenticated;

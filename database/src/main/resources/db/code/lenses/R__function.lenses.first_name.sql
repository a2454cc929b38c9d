-- The first name of a path; NULL where the path starts with a position.
-- In SQL-standard form and without a search_path setting, so that it is inlined.
create or replace function lenses.first_name(p_path text) returns text
language sql immutable parallel safe
return pg_catalog.btrim(pg_catalog.substring(p_path, '^\s*(?:\$\.)?([^].[$][^].[]*)'));

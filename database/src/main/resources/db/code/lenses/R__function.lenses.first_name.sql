-- The first name of a path; NULL where the path starts with a position.
create or replace function lenses.first_name(p_path text) returns text
language sql immutable parallel safe as $$
  select pg_catalog.btrim(pg_catalog.substring(p_path, '^\s*(?:\$\.)?([^].[$][^].[]*)'))
$$;

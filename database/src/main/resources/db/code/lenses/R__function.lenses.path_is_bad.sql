-- Whether a text is no path: dotted names and [n], optionally led by "$." or "$", at most 512 characters.
-- In SQL-standard form and without a search_path setting, so that it is inlined.
create or replace function lenses.path_is_bad(p_path text) returns boolean
language sql immutable parallel safe
return pg_catalog.length(p_path) > 512
  or pg_catalog.btrim(p_path) !~ '^(\$\.|\$(?=\[))?([^].[]+|\[[0-9]{1,9}\])(\.[^].[]+|\[[0-9]{1,9}\])*$';

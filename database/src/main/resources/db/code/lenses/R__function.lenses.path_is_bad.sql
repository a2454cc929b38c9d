-- Whether a text is no path: dotted names and [n], optionally led by "$." or "$", at most 512 characters.
create or replace function lenses.path_is_bad(p_path text) returns boolean
language sql immutable parallel safe as $$
  select pg_catalog.length(p_path) > 512
    or pg_catalog.btrim(p_path) !~ '^(\$\.|\$(?=\[))?([^].[]+|\[[0-9]{1,9}\])(\.[^].[]+|\[[0-9]{1,9}\])*$'
$$;

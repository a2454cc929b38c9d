-- A title as part of an address: ASCII lower case words joined by hyphens, "untitled" when nothing is left.
create or replace function lensers.slugify(p_text text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select coalesce(nullif(btrim(left(btrim(
    regexp_replace(lower(p_text collate "C"), '[^a-z0-9]+', '-', 'g'), '-'), 60), '-'), ''), 'untitled')
$$;

grant execute on function lensers.slugify(text) to authenticated;

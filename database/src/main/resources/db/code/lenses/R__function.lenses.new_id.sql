-- A new id, for statements that must know it before the row is there. Finds PostgreSQL's own uuidv7, or ours below 18.
create or replace function lenses.new_id() returns uuid
language sql volatile parallel safe set search_path = pg_catalog, public as $$
  select uuidv7()
$$;

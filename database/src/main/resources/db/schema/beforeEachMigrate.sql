-- Flyway runs this before every migration, inside its transaction.
-- Everything is made and owned by clens_owner, whoever migrates; bodies may name functions that come later.
do $$
begin
  if exists (select from pg_catalog.pg_roles where rolname = 'clens_owner') then
    set local role clens_owner;
  end if;
end $$;
set local check_function_bodies = off;
set local search_path = public;

-- The account of the caller; NULL when not signed in.
-- In SQL-standard form and without a search_path setting, so that it is inlined.
create or replace function auth.uid() returns uuid
language sql stable parallel safe
return (nullif(pg_catalog.current_setting('request.jwt.claims', true), '')::pg_catalog.jsonb ->> 'sub')::pg_catalog.uuid;

grant execute on function auth.uid()
  to anon, authenticated, service_role, engine_worker, gateway_auth, engine_scheduler, maintenance;

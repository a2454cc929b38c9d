-- The verified claims of the caller's token; NULL without one.
create or replace function auth.jwt() returns jsonb
language sql stable parallel safe set search_path = '' as $$
  select nullif(pg_catalog.current_setting('request.jwt.claims', true), '')::jsonb
$$;

grant execute on function auth.jwt()
  to anon, authenticated, service_role, engine_worker, gateway_auth, engine_scheduler, maintenance;

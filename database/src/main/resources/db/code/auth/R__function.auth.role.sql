-- The role that the caller's token names; NULL without a token.
create or replace function auth.role() returns text
language sql stable parallel safe set search_path = '' as $$
  select nullif(pg_catalog.current_setting('request.jwt.claims', true), '')::jsonb ->> 'role'
$$;

grant execute on function auth.role()
  to anon, authenticated, service_role, engine_worker, gateway_auth, engine_scheduler, maintenance;

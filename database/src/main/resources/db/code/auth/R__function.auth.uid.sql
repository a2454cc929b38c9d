-- The account of the caller; NULL when not signed in.
create or replace function auth.uid() returns uuid
language sql stable parallel safe set search_path = '' as $$
  select (nullif(pg_catalog.current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid
$$;

grant execute on function auth.uid()
  to anon, authenticated, service_role, engine_worker, gateway_auth, engine_scheduler, maintenance;

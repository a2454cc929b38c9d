-- The Idempotency-Key header of the request that is under way; NULL without one.
-- In SQL-standard form and without a search_path setting, so that it is inlined.
create or replace function engine.request_key() returns text
language sql stable
return nullif(pg_catalog.btrim(nullif(pg_catalog.current_setting('request.headers', true), '')::pg_catalog.jsonb ->> 'idempotency-key'), '');

-- The Idempotency-Key header of the request that is under way; NULL without one.
create or replace function engine.request_key() returns text
language sql stable set search_path = '' as $$
  select nullif(btrim(nullif(current_setting('request.headers', true), '')::jsonb ->> 'idempotency-key'), '')
$$;

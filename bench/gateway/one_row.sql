-- one row by its key
\set id random(1, 10000)
\startpipeline
begin;
select
  pg_catalog.set_config('search_path', '"bench", "public"', true),
  pg_catalog.set_config('role', 'authenticated', true),
  pg_catalog.set_config('request.jwt.claims', '{"sub":"00000000-0000-4000-8000-000000000001","role":"authenticated","exp":4102444800}', true),
  pg_catalog.set_config('request.method', 'GET', true),
  pg_catalog.set_config('request.path', '/items', true),
  pg_catalog.set_config('request.headers', '{"host":"127.0.0.1","authorization":"Bearer"}', true),
  pg_catalog.set_config('request.cookies', '{}', true),
  pg_catalog.set_config('transaction_read_only', 'on', true);
select null::bigint as total, pg_catalog.count(*) as page, coalesce((pg_catalog.json_agg(r))::text, '[]') as body,
  pg_catalog.current_setting('response.headers', true) as headers,
  pg_catalog.current_setting('response.status', true) as status
from (select t.* from bench.items as t where t.id = :id::text::integer limit 1000) as r;
commit;
\endpipeline

-- a call by POST
\set id random(1, 10000)
\startpipeline
begin;
select
  pg_catalog.set_config('search_path', '"bench", "public"', true),
  pg_catalog.set_config('role', 'authenticated', true),
  pg_catalog.set_config('request.jwt.claims', '{"sub":"00000000-0000-4000-8000-000000000001","role":"authenticated","exp":4102444800}', true),
  pg_catalog.set_config('request.method', 'POST', true),
  pg_catalog.set_config('request.path', '/rpc/add_up', true),
  pg_catalog.set_config('request.headers', '{"host":"127.0.0.1","authorization":"Bearer"}', true),
  pg_catalog.set_config('request.cookies', '{}', true),
  pg_catalog.set_config('transaction_read_only', 'on', true);
select null::bigint as total, pg_catalog.count(*) as page, coalesce((pg_catalog.json_agg(r.pgrst_scalar) -> 0)::text, 'null') as body,
  pg_catalog.current_setting('response.headers', true) as headers,
  pg_catalog.current_setting('response.status', true) as status
from bench.add_up(p_a => :id::text::integer, p_b => '7'::text::integer) as t (pgrst_scalar), lateral (select t.pgrst_scalar) as r;
commit;
\endpipeline

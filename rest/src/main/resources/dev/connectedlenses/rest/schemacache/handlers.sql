-- Aggregates that make a media type of rows: their result is a domain named like one. Without a relation they take any.
select
  pg_catalog.lower(m.typname) as media,
  n.nspname as schema,
  p.proname as name,
  case when arg.oid = 'anyelement'::pg_catalog.regtype then 0 else arg.typrelid end::bigint as relation
from pg_catalog.pg_aggregate a
join pg_catalog.pg_proc p on p.oid = a.aggfnoid
join pg_catalog.pg_namespace n on n.oid = p.pronamespace
join pg_catalog.pg_type m on m.oid = p.prorettype
join pg_catalog.pg_type arg on arg.oid = p.proargtypes[0]
where m.typtype = 'd'
  and (m.typname ~ '^[A-Za-z0-9.+-]+/[A-Za-z0-9.+-]+$' or m.typname = '*/*')
  and p.pronargs = 1
  and n.nspname = any (?::text[])
  and (arg.typrelid <> 0 or arg.oid = 'anyelement'::pg_catalog.regtype)
union all
-- PostGIS shows a row as a feature.
select 'application/geo+json', n.nspname, p.proname, -1
from pg_catalog.pg_proc p
join pg_catalog.pg_namespace n on n.oid = p.pronamespace
where p.proname = 'st_asgeojson' and p.proargtypes[0] = 'record'::pg_catalog.regtype
order by 2, 3

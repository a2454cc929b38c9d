-- Every function of public, for docs/reference/rpc.md.
select p.proname::text as name,
  replace(replace(replace(replace(regexp_replace(pg_get_function_arguments(p.oid), '::\w+(\[\])?', '', 'g'), 'timestamp with time zone', 'timestamptz'),
    'double precision', 'float8'), ' DEFAULT ', ' = '), 'NULL', 'null') as arguments,
  replace(replace(pg_get_function_result(p.oid), 'timestamp with time zone', 'timestamptz'), 'double precision', 'float8') as result,
  case p.provolatile when 'v' then 'writes' else 'reads' end as kind,
  (select string_agg(r, ', ' order by r) from unnest(array['anon', 'authenticated', 'service_role']) r where has_function_privilege(r, p.oid, 'execute')) as callers
from pg_proc p
where p.pronamespace = 'public'::regnamespace and p.proname like 'fn\_%'
order by p.proname collate "C"

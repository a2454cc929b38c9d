-- Names of types that a cast may name: every one in the system catalog and on the search path.
select t.typname as name, pg_catalog.format_type(t.oid, null) as type, n.nspname as schema
from pg_catalog.pg_type t
join pg_catalog.pg_namespace n on n.oid = t.typnamespace
where (n.nspname = 'pg_catalog' or n.nspname = any (?::text[]))
  and t.typtype <> 'p'
  and (t.typrelid = 0 or exists (
    select from pg_catalog.pg_class c where c.oid = t.typrelid and c.relkind = 'c'))
order by n.nspname = 'pg_catalog', t.typname

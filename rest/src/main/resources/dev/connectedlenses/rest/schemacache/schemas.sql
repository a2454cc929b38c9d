-- The served schemas with their comments.
select n.nspname as name, pg_catalog.obj_description(n.oid, 'pg_namespace') as description
from pg_catalog.pg_namespace n
where n.nspname = any (?::text[])
